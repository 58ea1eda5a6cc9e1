"""Addresses of style sheets, scripts and pictures, looked up once: a page names twenty, and they never change."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticAddresses(CompressedManifestStaticFilesStorage):  # type: ignore[misc] # comes without types
    """The files of the pages under names that change with what they hold, as the manifest of this start has them."""

    def __init__(self, *args: object, **named: object) -> None:
        super().__init__(*args, **named)
        self._known: dict[str, str] = {}

    def url(self, name: str, force: bool = False) -> str:
        """The address of a file; one that the manifest does not have is an error at each asking."""
        if force or (known := self._known.get(name)) is None:
            known = str(super().url(name, force))
            if not force:
                self._known[name] = known
        return known
