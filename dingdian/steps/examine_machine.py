"""Look at the machine and the home: whether the program can run here, safely, with enough room."""

import platform
import shutil
import stat
import subprocess
import sys
import tempfile
from datetime import UTC, timedelta, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

from django.utils import timezone

from dingdian.installation import Installation
from dingdian.lexicon.text import Text, same
from dingdian.steps.examined import Examined

OLDEST, NEWEST = (3, 11), (3, 14)
LITTLE, TOO_LITTLE = 10 * 2**30, 2**30
CPUINFO = Path("/proc/cpuinfo")
OTHERS = stat.S_IRWXG | stat.S_IRWXO
LOCALTIME = Path("/etc/localtime")


def python() -> Examined:
    """Whether this Python is one that the program is tested with."""
    what, says = Text("Python", "Python"), same(platform.python_version())
    if OLDEST <= sys.version_info[:2] <= NEWEST:
        return Examined("python", what, "ok", says)
    do = Text("请改用 3.11 至 3.14。", "Use 3.11 to 3.14.")
    return Examined("python", what, "attention", says, do)


def processor() -> Examined:
    """Whether the processor has what the engine's columns are computed with."""
    what, kind = Text("处理器", "Processor"), platform.machine()
    if kind not in ("x86_64", "AMD64") or not CPUINFO.is_file():
        return Examined("processor", what, "ok", same(kind))
    flags = CPUINFO.read_text(encoding="utf-8", errors="replace").split()
    if "avx2" in flags:
        return Examined("processor", what, "ok", same(f"{kind}, AVX2"))
    return Examined(
        "processor",
        what,
        "attention",
        Text("没有 AVX2，列式计算可能无法运行。", "No AVX2: computing in columns may not run."),
        Text("请换一台较新的机器，或虚拟机类型。", "Use a newer machine, or another virtual one."),
    )


def home(settings: Installation) -> Examined:
    """Whether what is kept can be written."""
    what, where = Text("文件夹", "Home"), same(str(settings.home.resolve()))
    try:
        with tempfile.TemporaryFile(dir=settings.home):
            return Examined("home", what, "ok", where)
    except OSError as error:
        return Examined(
            "home",
            what,
            "fault",
            Text("{where} 不能写入：{why}", "{where} cannot be written: {why}").fill(
                where=where, why=error.strerror
            ),
            Text("请检查权限和 DINGDIAN_HOME。", "Check its permissions, and DINGDIAN_HOME."),
        )


def keys(settings: Installation) -> Examined:
    """Whether the keys are their owner's alone."""
    what, folder = Text("密钥", "Keys"), settings.home / "keys"
    found = sorted(folder.glob("[!.]*")) if folder.is_dir() else []
    open_to_others = [path.name for path in found if path.stat().st_mode & OTHERS]
    if not open_to_others:
        return Examined("keys", what, "ok", same(", ".join(path.name for path in found)))
    return Examined(
        "keys",
        what,
        "fault",
        Text("别人能读：{names}", "Others can read: {names}").fill(names=", ".join(open_to_others)),
        Text(
            "请运行 chmod 600，并想想谁可能已经读过。",
            "Run chmod 600 on them, and consider who may have read them.",
        ),
    )


def disk(settings: Installation) -> Examined:
    """Whether there is room: too little stops the database, little is said in time."""
    what, free = Text("磁盘空余", "Free disk"), shutil.disk_usage(settings.home).free
    says = same(f"{free / 2**30:,.1f} GiB")
    if free >= LITTLE:
        return Examined("disk", what, "ok", says)
    do = Text("请腾出空间或换一块磁盘。", "Make room, or move to another disk.")
    return Examined("disk", what, "fault" if free < TOO_LITTLE else "attention", says, do)


def zone() -> Examined:
    """Whether the machine speaks of the same hours as the program, which counts in +08:00."""
    what, offset = Text("时区", "Time zone"), timezone.now().astimezone(_zone()).utcoffset()
    says = same(f"UTC{(offset or timedelta()) / timedelta(hours=1):+g}")
    if offset == timedelta(hours=8):
        return Examined("zone", what, "ok", says)
    do = Text(
        "程序自己按北京时间计日；要让系统日志和定时任务也一致，"
        "请运行 timedatectl set-timezone Asia/Shanghai。",
        "The program counts days in +08:00 by itself; for the machine's own logs and timers, run "
        "timedatectl set-timezone Asia/Shanghai.",
    )
    return Examined("zone", what, "attention", says, do)


def _zone() -> tzinfo:
    """The machine's own zone: Django has told this process another."""
    if not LOCALTIME.is_file():
        return UTC
    with LOCALTIME.open("rb") as told:
        return ZoneInfo.from_file(told)


def addresses(settings: Installation) -> Examined:
    """Whether those who shall reach it can, and by https."""
    what, says = Text("访问", "Reached as"), same(", ".join(settings.hosts))
    if settings.demonstration:
        says = Text("演示（合成数据），只限本机", "A demonstration (合成数据), this machine alone")
        return Examined("addresses", what, "ok", says)
    beyond = set(settings.hosts) - {"localhost", "127.0.0.1", "[::1]"}
    if settings.https and not beyond:
        return Examined(
            "addresses",
            what,
            "attention",
            Text("设了 https，但只有本机的名称。", "https is set, but only this machine's names."),
            Text("请在 DINGDIAN_HOSTS 写上对外的名称。", "Name it for others in DINGDIAN_HOSTS."),
        )
    if not beyond:
        return Examined("addresses", what, "ok", Text("只限本机", "This machine alone"))
    return Examined("addresses", what, "ok", says)


def fonts() -> Examined:
    """Whether a font for Chinese is here; browsers bring their own, so that none is well too."""
    what = Text("中文字体", "Chinese fonts")
    listing = shutil.which("fc-list")
    n_found = 0
    if listing:
        listed = subprocess.run(  # noqa: S603 - found on the path, its words are fixed
            [listing, ":lang=zh", "file"], capture_output=True, text=True, check=False, timeout=20
        )
        n_found = len(listed.stdout.splitlines())
    none = Text("没有；只在本机出图时才用到", "None; only pictures made on this machine need one")
    return Examined("fonts", what, "ok", same(str(n_found)) if n_found else none)


def examine_machine(settings: Installation) -> list[Examined]:
    """All of the above, in the order in which one thing rests on another."""
    return [
        python(),
        processor(),
        home(settings),
        keys(settings),
        disk(settings),
        zone(),
        addresses(settings),
        fonts(),
    ]
