"""The files of the index and the search in them."""
