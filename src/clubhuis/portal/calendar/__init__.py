"""What is on: found, counted and laid out for list, month and map, and for programs that follow it."""
