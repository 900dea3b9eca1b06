"""An installation of the bench's own, in a folder that it may empty."""

import os
import shutil
from pathlib import Path


def open_home(home: Path, *, anew: bool) -> None:
    """Let Django run on the installation in a folder; `anew`, on an empty one."""
    if anew:
        shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True, exist_ok=True)
    os.environ["DINGDIAN_HOME"] = str(home)
    os.environ["DJANGO_SETTINGS_MODULE"] = "dingdian.settings"
    import django  # noqa: PLC0415 - it reads where its home is when it is imported
    from django.core.management import call_command  # noqa: PLC0415 - after the setting up

    django.setup()
    if anew:
        call_command("migrate", verbosity=0)
