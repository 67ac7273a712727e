"""A limited number of places: claims, holds, the queue and its offers. One mechanism for everything that can be full."""
