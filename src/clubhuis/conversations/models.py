"""Messages between parties."""
