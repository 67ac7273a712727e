"""The desk of an event, as far as it is about who comes."""
