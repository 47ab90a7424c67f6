"""The building blocks of a page as template tags. Registered as builtins, so no template loads them.

Each tag gathers what its template in templates/components/ prints; no tag writes HTML itself.
"""

from inburgering.components import blocks, fields, signs, words
from inburgering.components.library import register
from inburgering.components.scale import SCALE

__all__ = ["SCALE", "blocks", "fields", "register", "signs", "words"]
