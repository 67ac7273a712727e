"""Static files with names that change with their content, so that browsers may keep them for ever."""

from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

from .stylesheets import JOINED, PARTS


class HouseStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Joins the stylesheets before names are given, and rewrites the imports of our JavaScript modules."""

    support_js_module_import_aggregation = True

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        if not dry_run:
            joined = "\n".join(self.read(paths, part) for part in PARTS)
            # Links inside the parts are relative to ui/css/; the joined file stands one folder higher.
            joined = joined.replace('url("../', 'url("')
            if self.exists(JOINED):
                self.delete(JOINED)
            self.save(JOINED, ContentFile(joined.encode()))
            paths = {**paths, JOINED: (self, JOINED)}
        yield from super().post_process(paths, dry_run, **options)

    def read(self, paths: dict[str, Any], name: str) -> str:
        storage, path = paths[name]
        with storage.open(path) as file:
            return str(file.read().decode())
