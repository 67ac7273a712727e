"""Bringing in the list of members that a coordinator has: read, map, check, write whole or not at all, undo."""
