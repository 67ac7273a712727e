"""Clubhuis: the digital clubhouse of an industrial ecosystem."""
