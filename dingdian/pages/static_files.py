"""Files that pages load, under names that hold their digest, so that a browser may keep them."""

from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Hashed(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # it has no types
    """Hashed and compressed once collected; until then, as in tests, by their plain names.

    A third party's file may point at what it does not bring, such as a map of its source: that
    stays as it stands, and stops nothing.
    """

    manifest_strict = False

    def hashed_name(self, name: str, content: Any = None, filename: str | None = None) -> str:
        try:
            hashed: str = super().hashed_name(name, content, filename)
        except ValueError:
            return name
        return hashed
