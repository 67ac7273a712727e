"""What goes on paper, from plain values: badges, signs for rooms, lists, passes."""
