import gc
import weakref

from clubhuis.config.warming import clear_up_after_the_last


class Page:
    """Something that holds itself, as a request holds its person and the person the request."""

    def __init__(self):
        self.itself = self


def test_what_a_page_left_in_a_circle_is_gone_when_the_next_begins():
    gc.disable()
    try:
        left = weakref.ref(Page())

        clear_up_after_the_last()

        assert left() is None
    finally:
        gc.enable()
