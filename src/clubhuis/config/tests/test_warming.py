import gc
import weakref

from django.template import engines

from clubhuis.config.warming import clear_up_after_the_last, read_templates


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


def test_the_templates_of_every_room_are_read_before_somebody_waits_for_them():
    [kept] = engines["django"].engine.template_loaders
    kept.reset()

    read_templates()

    assert {"portal/directory.html", "events/event.html", "ui/parts/map.html"} <= set(kept.get_template_cache)
