"""The product with one more address, that answers with nothing: what everything around an answer costs by itself."""

from inburgering.settings import *  # noqa: F403 - every setting, and one that differs

ROOT_URLCONF = "tests.bench.empty_urls"
