"""The pages of events: for who comes, and for who organises."""
