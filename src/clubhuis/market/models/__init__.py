"""Offers and needs."""

from .needs import NEED_LIVES, Need, NeedFile, NeedQuerySet
from .offers import Offer, OfferQuerySet

__all__ = ["NEED_LIVES", "Need", "NeedFile", "NeedQuerySet", "Offer", "OfferQuerySet"]
