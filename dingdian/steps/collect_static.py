"""Gather the files that pages load into the home, hashed and compressed, where they changed."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from dingdian import __version__
from dingdian.installation import installation
from dingdian.workbooks.replacing import replacing


def collect_static() -> bool:
    """Collect the files anew where the version or one of them changed; whether that was so."""
    if is_collected():
        return False
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    with replacing(_stamp()) as passing:
        passing.write_text(_state(), encoding="utf-8")
    return True


def is_collected() -> bool:
    """Whether what lies in the home is what this version would put there."""
    stamp = _stamp()
    return (
        stamp.is_file()
        and (Path(settings.STATIC_ROOT) / "staticfiles.json").is_file()
        and stamp.read_text(encoding="utf-8") == _state()
    )


def _stamp() -> Path:
    return installation().home / "static.collected"


def _state() -> str:
    """What tells one collection from another, found without reading a file."""
    told = hashlib.sha256(__version__.encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            seen = Path(storage.path(name)).stat()
            told.update(f"\n{name} {seen.st_size} {seen.st_mtime_ns}".encode())
    return told.hexdigest()
