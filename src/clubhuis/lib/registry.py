"""How a lower room lets a higher one take part without knowing it: a typed list, filled in `AppConfig.ready`."""

from collections.abc import Iterator


class Registry[T]:
    """An ordered list of entries under unique names. Registering a name twice replaces it, so that reloading is harmless."""

    def __init__(self, purpose: str) -> None:
        self.purpose = purpose
        self._entries: dict[str, T] = {}

    def add(self, name: str, entry: T) -> T:
        self._entries[name] = entry
        return entry

    def __iter__(self) -> Iterator[T]:
        return iter(self._entries.values())

    def __getitem__(self, name: str) -> T:
        return self._entries[name]

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def items(self) -> Iterator[tuple[str, T]]:
        return iter(self._entries.items())

    def names(self) -> list[str]:
        return list(self._entries)
