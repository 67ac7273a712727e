"""Questions that an organiser adds to a form, and the answers."""
