"""A page of the reference that says every setting of an installation, and what is refused."""

import json
from pathlib import Path
from typing import Any

from pydantic.fields import FieldInfo

from dingdian.installation import PREFIX, Installation
from tests.spec.markdown import WRITTEN, code, table, whole

REFUSED = (
    ("`DINGDIAN_HOSTS` 中有 `*`", "`*` among `DINGDIAN_HOSTS`"),
    (
        "对外的名称而没有 `DINGDIAN_HTTPS=1`",
        "names beyond this machine without `DINGDIAN_HTTPS=1`",
    ),
    ("演示用对外的名称", "a demonstration under a name beyond this machine"),
    (
        "不是演示而设 `DINGDIAN_DAY`",
        "`DINGDIAN_DAY` where it is no demonstration",
    ),
    (
        "`DINGDIAN_DATABASE_URL` 不是 `postgresql://`",
        "a `DINGDIAN_DATABASE_URL` that does not begin with `postgresql://`",
    ),
)


def page() -> str:
    """The reference of the settings."""
    return whole(
        "# 设置 · Settings",
        WRITTEN,
        "一处安装的设置都是环境变量，启动时读取并检查。"
        "The settings of an installation are environment variables, read and checked at the start.",
        table(
            ("变量 variable", "中文", "English", "默认 default"),
            [_row(name, field) for name, field in Installation.model_fields.items()],
        ),
        "## 不接受的 · What is refused",
        table(("中文", "English"), REFUSED),
        "命令以 2 退出，说明哪个变量、为什么、怎么改。"
        "The command exits with 2, and says which variable, why, and what to do.",
    )


def _row(name: str, field: FieldInfo) -> tuple[object, ...]:
    zh, _, en = (field.description or "").partition(" · ")
    return code(f"{PREFIX}{name.upper()}"), zh, en, _default(field.default)


def _default(value: Any) -> str | None:
    match value:
        case None | "":
            return None
        case bool():
            return code(int(value))
        case tuple():
            return code(json.dumps(value))
        case Path() | str() | int():
            return code(value)
    raise TypeError(value)
