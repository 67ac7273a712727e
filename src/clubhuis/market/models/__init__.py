"""Offers and needs."""

from .needs import NEED_LIVES, Need, NeedFile, NeedQuerySet
from .offers import LastRead, Offer, OfferQuerySet

__all__ = ["NEED_LIVES", "LastRead", "Need", "NeedFile", "NeedQuerySet", "Offer", "OfferQuerySet"]
