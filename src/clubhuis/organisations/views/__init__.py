"""The pages of organisations, one subject a file."""
