"""The programme of an event: sessions and who gives them."""
