"""The one library of template tags; every module of this package registers its tags in it."""

from django import template

register = template.Library()
