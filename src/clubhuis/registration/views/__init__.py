"""Pages for who comes: registering, one's own registration, answering an invitation."""
