"""Tests of the house as a whole: journeys in a browser, races between writers, house rules."""
