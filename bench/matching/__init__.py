"""Measures the matching engine on data that anyone can look at. `python -m bench.matching`."""
