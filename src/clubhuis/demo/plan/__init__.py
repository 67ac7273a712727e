"""The demonstration ecosystem as it shall be: things of every room, not saved yet. The same seed and day give the same plan."""
