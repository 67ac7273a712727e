from django.template import engines

from clubhuis.config.warming import read_templates


def test_the_templates_of_every_room_are_read_before_somebody_waits_for_them():
    [kept] = engines["django"].engine.template_loaders
    kept.reset()

    read_templates()

    assert {"portal/directory.html", "events/event.html", "ui/parts/map.html"} <= set(kept.get_template_cache)
