"""Subjects that members raise, support and follow; they tie events, organisations and needs together across communities."""
