"""An event, its hosts, series, venue, rooms and time slots."""
