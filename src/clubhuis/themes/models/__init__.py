"""Themes, and who follows and supports them."""

from .themes import FORWARD, Theme, ThemeQuerySet
from .voices import Following, Support

__all__ = ["FORWARD", "Following", "Support", "Theme", "ThemeQuerySet"]
