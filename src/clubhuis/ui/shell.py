"""What stands around every page. Rooms fill it from their `AppConfig.ready`, so that this room need not know them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.functional import Promise

from clubhuis.lib.registry import Registry


@dataclass(frozen=True, slots=True)
class Link:
    """A place to go to from the header, footer or a menu."""

    text: str | Promise
    href: str
    icon: str = ""
    current: bool = False
    count: int | None = None
    is_deed: bool = False  # done by POST, such as signing out


type Links = Callable[[HttpRequest], Iterable[Link]]

navigation: Registry[Links] = Registry("the main places, in the header")
person_menu: Registry[Links] = Registry("the menu under a person's name; only asked for somebody who is signed in")
communities: Registry[Links] = Registry("the communities one can switch to, the present one marked as current")
footer: Registry[Links] = Registry("the small links at the foot of every page")


def links(registry: Registry[Links], request: HttpRequest) -> list[Link]:
    """All links of a registry for this request, in the order in which the rooms were loaded."""
    return [link for give in registry for link in give(request)]
