"""What is understood of a text, and a need as the matching engine takes it."""

from __future__ import annotations

from django.utils import timezone

from clubhuis.engines import matching
from clubhuis.engines.matching.needs import Help
from clubhuis.lib.looking import once_a_look
from clubhuis.places.access import gazetteer
from clubhuis.taxonomy import access as taxonomy

from .models import Need
from .requirements import all_from_json

HELP_OF: dict[str, Help] = {
    Need.Kind.DEVELOP: "develop",
    Need.Kind.KNOWLEDGE: "advise",
    Need.Kind.EQUIPMENT: "lend",
}
NEAR_KM = 50  # when somebody names a place but no distance


def vocabulary() -> matching.Vocabulary:
    """The words the engine knows: one a process, a new one only after the vocabulary changed."""
    return taxonomy.vocabulary()


def read_text(text: str, language: str | None = None, *, asking: bool = False) -> matching.Reading:
    """What is understood of a need (`asking`), an offer or a profile; its language is guessed unless given. Never raises on odd text."""
    return _reading(text, language_of(language) or matching.language_in(text, vocabulary()), asking)


@once_a_look
def _reading(text: str, language: matching.Language, asking: bool) -> matching.Reading:
    return matching.read(
        text,
        vocabulary(),
        language=language,
        gazetteer=gazetteer(),
        today=timezone.localdate(),
        asking=asking,
    )


def requirements_in(text: str, language: str | None = None) -> tuple[matching.Requirement, ...]:
    """What a text asks for, in its own order; what its field of use implies comes last, as wishes."""
    return matching.requirements_from(read_text(text, language, asking=True), vocabulary())


def words_of(need: Need) -> str:
    """The stems of title and text, for the search box of the board."""
    return " ".join(dict.fromkeys(matching.analyse(f"{need.title} {need.text}", language_of(need.language))))


def language_of(code: str | None) -> matching.Language | None:
    """The language with this code as the engine names it; None for others."""
    return next((language for language in matching.LANGUAGES if language == code), None)


def guess_language(text: str, fallback: str = "nl") -> str:
    return matching.guess_language(text, language_of(fallback) or "nl")


def need_value(need: Need) -> matching.Need:
    """A posted need for the engine: its text, the requirements as people left them, where, and the kind of help."""
    requirements = [one for one in all_from_json(need.requirements) if one.kind not in ("place", "help")]
    if need.latitude is not None and need.longitude is not None:
        requirements.append(_near(need, need.latitude, need.longitude))
    if help := HELP_OF.get(need.kind):
        made = any(one.kind == "capability" for one in requirements)
        requirements.append(matching.Requirement("help", str(need.get_kind_display()), must=not made, help=help))
    # The text stands first, because the requirements count its characters; a title taken from it adds nothing.
    is_taken_from_it = need.title.rstrip("…").casefold() in need.text.casefold()
    text = need.text if is_taken_from_it else f"{need.text}\n{need.title}"
    return matching.Need(text, tuple(requirements), language_of(need.language) or "nl", key=f"need:{need.pk}")


def _near(need: Need, latitude: float, longitude: float) -> matching.Requirement:
    place = matching.Place(need.place, latitude, longitude)
    area = matching.Area(need.place, need.radius_km or NEAR_KM, place, 0, 0)
    return matching.Requirement("place", need.place, area=area)
