"""What an installation says of itself: its home, database, hosts and keys; unsafe is refused."""

import secrets
from datetime import date, datetime
from functools import lru_cache
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

from pydantic import Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from dingdian.lexicon.problem import Unusable
from dingdian.lexicon.text import Text

PREFIX = "DINGDIAN_"
KEY_BYTES = 32
ZONE = ZoneInfo("Asia/Shanghai")


class Installation(BaseSettings):
    """The settings of one installation, read from the variables DINGDIAN_…."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="ignore")

    home: Path = Field(
        Path("var"),
        description="存放一切的文件夹 · The folder that holds everything an installation keeps",
    )
    database_url: str = Field(
        "",
        description="数据库 postgresql://user:password@host:port/name，空则用文件夹中的 SQLite"
        " · The database, postgresql://user:password@host:port/name; empty for SQLite in the home",
    )
    hosts: tuple[str, ...] = Field(
        ("localhost", "127.0.0.1", "[::1]"),
        description="访问所用的名称，JSON 列表 · The names under which it is reached, a JSON list",
    )
    https: bool = Field(
        False,
        description="只经 https 访问，由前面的代理终结"
        " · Reached over https alone, which a proxy before it ends",
    )
    workers: int = Field(
        2,
        ge=1,
        le=64,
        description="应答网页的进程数 · How many processes answer for pages",
    )
    demonstration: bool = Field(
        False,
        description="合成数据：页页标明，可试任各种职责"
        " · Synthetic data: every page says so, and duties can be tried on",
    )
    day: date | None = Field(
        None,
        description="演示停在哪一天 · The day on which a demonstration stands still",
    )
    campaign: str = Field(
        "chongqing_2020",
        description="攻坚行动的名称或文件夹 · The campaign, by its name or folder",
    )

    @field_validator("database_url")
    @classmethod
    def _postgresql_only(cls, url: str) -> str:
        if url and urlsplit(url).scheme not in ("postgresql", "postgres"):
            raise ValueError("must begin with postgresql://")
        return url

    @model_validator(mode="after")
    def _safe(self) -> "Installation":
        if "*" in self.hosts:
            raise ValueError("hosts must be named; * would answer to anybody's name")
        if self.demonstration and not all(map(is_loopback, self.hosts)):
            raise ValueError(
                "a demonstration signs everybody in, and is reached from this machine alone"
            )
        if not self.https and not all(map(is_loopback, self.hosts)):
            raise ValueError("hosts beyond this machine need https = true")
        if self.day is not None and not self.demonstration:
            raise ValueError("only a demonstration may stand still on a day")
        return self

    def today(self) -> date:
        """The day as the campaign counts it: the clock's in Chongqing, or a demonstration's own."""
        return self.day or datetime.now(ZONE).date()  # noqa: TID251 - the one look at the clock

    def now(self) -> datetime:
        """The moment, on the day that `today` gives: a demonstration records nothing later."""
        moment = datetime.now(ZONE)  # noqa: TID251 - the same look
        return moment if self.day is None else datetime.combine(self.day, moment.timetz())

    def refuse_to_listen_on(self, host: str) -> None:
        """Raises Unusable for an address that other machines reach, where they must not."""
        if not is_loopback(host) and (self.demonstration or not self.https):
            raise Unusable(
                "open_to_others",
                Text(
                    "只有设了 https 且不是演示，才能让其他机器访问。",
                    "Other machines may reach it only with https set, and never a demonstration.",
                ),
                Text(
                    "请去掉 --host，或在代理之后设 DINGDIAN_HTTPS=1。",
                    "Leave --host out, or set DINGDIAN_HTTPS=1 behind a proxy.",
                ),
                where=f"--host {host}",
            )

    @property
    def database(self) -> dict[str, Any]:
        """Django's description of the database."""
        if not self.database_url:
            return {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": self.home / "dingdian.sqlite3",
                "OPTIONS": {
                    "transaction_mode": "IMMEDIATE",
                    "timeout": 20,
                    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
                },
            }
        url = urlsplit(self.database_url)
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(url.path.lstrip("/")),
            "USER": unquote(url.username or ""),
            "PASSWORD": unquote(url.password or ""),
            "HOST": url.hostname or "",
            "PORT": url.port or "",
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }

    def key(self, name: str) -> bytes:
        """A secret key of this installation, made when first asked for; back keys/ up."""
        path = self.home / "keys" / name
        if not path.is_file():
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            passing = path.with_name(f".{name}.{secrets.token_hex(4)}")
            passing.touch(mode=0o600)
            passing.write_bytes(secrets.token_bytes(KEY_BYTES))
            try:
                path.hardlink_to(passing)
            except FileExistsError:
                pass
            finally:
                passing.unlink()
        return path.read_bytes()


@lru_cache(maxsize=1)
def installation() -> Installation:
    """The installation that the environment describes; raises Unusable where it is unsafe."""
    try:
        return Installation()
    except ValidationError as error:
        first = error.errors()[0]
        name = "_".join(str(part) for part in first["loc"]).upper()
        raise Unusable(
            "unsafe_settings",
            Text(f"设置不可用：{first['msg']}。", f"The settings cannot be used: {first['msg']}."),
            Text("请改正环境变量后再启动。", "Correct the environment variable and start again."),
            where=f"{PREFIX}{name}" if name else PREFIX.rstrip("_"),
        ) from None


def is_loopback(host: str) -> bool:
    """Whether a name or address is this machine's own."""
    if host == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
