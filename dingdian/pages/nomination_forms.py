"""What is asked of somebody who nominates a place, or takes a nomination back or refuses it."""

from collections.abc import Mapping
from typing import Any

from django import forms

from dingdian.campaign.definition import Branch
from dingdian.lexicon.text import Text
from dingdian.pages.asking import a_file, one_of, words
from dingdian.pages.speaking import lang_now
from dingdian.steps.evidence import ENDINGS


class Nominating(forms.Form):
    """A place's weakness in one area, and the document that shows it."""

    area = one_of(Text("哪个方面有明显短板弱项", "In which area it is clearly weak"), apart=True)
    says = words(
        Text("缺什么", "What lacks"),
        limit=500,
        rows=4,
        hint=Text(
            "写明情况和数量，如“3个组未通硬化路，共5.2公里”；不写个人姓名、证件号、电话。",
            "What and how much: “3 groups without a hardened road, 5.2 km”; no names, ID numbers "
            "or phones of people.",
        ),
    )
    document = words(
        Text("依据文件", "The document behind it"),
        limit=200,
        hint=Text(
            "文件标题和文号，如“关于报送交通短板的函（万州交函〔2020〕18号）”。",
            "Its title and number, such as “Letter on road shortfalls (万州交函〔2020〕18号)”.",
        ),
    )
    file = a_file(
        Text("电子文件", "The document as a file"),
        accept=",".join(ENDINGS),
        hint=Text(
            "PDF、JPG、PNG、XLSX 或 DOCX，不超过 10 MiB；按内容识别，不看文件名。",
            "PDF, JPG, PNG, XLSX or DOCX, 10 MiB at most; told by what it holds, not by its name.",
        ),
    )

    def __init__(self, areas: Mapping[str, Branch], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lang = lang_now()
        choices = [(code, branch.label[lang]) for code, branch in areas.items()]
        self.fields["area"].choices = choices  # type: ignore[attr-defined]  # a field of choices


class Why(forms.Form):
    """The reason for taking something back, or for refusing it."""

    why = words(
        Text("理由", "The reason"),
        limit=300,
        rows=2,
        hint=Text(
            "会留在记录里，申报人看得到。", "It stays on record, and who nominated reads it."
        ),
    )
