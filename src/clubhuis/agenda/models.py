"""What people want to work on together: ideas and who supports them."""
