"""The components: each is a function with keyword arguments, so a misspelt attribute in a template fails at once."""

from .library import register

__all__ = ["register"]
