from types import SimpleNamespace

from django.utils import translation

from clubhuis.lib.languages import choose, in_language


def test_a_text_is_shown_in_the_language_of_the_page():
    need = SimpleNamespace(title_nl="Frezen", title_en="Milling", title_de="Fräsen")

    with translation.override("en"):
        assert in_language(need, "title") == "Milling"


def test_german_text_is_better_than_none():
    need = SimpleNamespace(title_nl="", title_en="", title_de="Fräsen")

    assert in_language(need, "title", "nl") == "Fräsen"


def test_choose_says_which_language_it_found():
    assert choose({"nl": "", "de": "Fräsen"}, "nl") == ("Fräsen", "de")
    assert choose({}, "nl") == ("", "")
