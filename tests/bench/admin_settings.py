"""The product with Django's own admin beside it, over the same table: what a list costs that nobody thought about."""

from inburgering.settings import *  # noqa: F403 - every setting, and two that differ

INSTALLED_APPS = [*INSTALLED_APPS, "django.contrib.admin"]  # noqa: F405
ROOT_URLCONF = "tests.bench.admin_urls"
