"""A rule says no, in words for the person who asked."""


class Refused(Exception):
    """An action could not be done in this state; `str(refusal)` is a translated sentence that says what to do next."""
