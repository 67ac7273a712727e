"""Django's PostgreSQL, which prepares itself for what it is asked again and again."""
