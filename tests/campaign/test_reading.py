"""A folder of TOML becomes a campaign, and every fault in it is named by file and line."""

from datetime import date
from pathlib import Path

import pytest

from dingdian.campaign.located import Fault, File
from dingdian.campaign.reading import NEVER, digest_of, find, load, read_folder
from dingdian.lexicon.problem import Unusable
from dingdian.lexicon.text import Text
from tests.makers.small_campaign import SMALL, altered, small_campaign, write_campaign


def faults_of(folder: Path, text: str) -> list[Fault]:
    return read_folder(write_campaign(folder, text))[1]


def line_of(text: str, part: str) -> int:
    """The line of a text on which a part of it stands."""
    return text[: text.index(part)].count("\n") + 1


def test_every_part_of_a_campaign_is_read() -> None:
    campaign = small_campaign()
    village, township = campaign.classes
    assert (campaign.code, campaign.root, campaign.vintage) == ("small", "50", 2020)
    assert (campaign.announced, campaign.ends) == (date(2020, 7, 30), date(2020, 12, 31))
    assert campaign.label == Text("小行动", "Small campaign")
    assert campaign.units["persons"].one == "person"
    assert list(campaign.facts["villages"])[:3] == ["poor", "people", "income"]
    assert campaign.facts["villages"]["kind"].choices["village"].zh == "行政村"
    assert campaign.facts["villages"]["road"].no == Text("未通路", "no road")
    assert campaign.facts["villages"]["road"].unit is None
    assert campaign.facts["households"] == {}
    assert (campaign.shares["ratio"].n, campaign.shares["ratio"].of) == ("poor", "people")
    assert campaign.measured == {"poor"}
    assert [one.value for one in campaign.parameters["poor_over"].values] == [20, 10]
    assert campaign.parameters["items_from"].assumption
    assert not campaign.parameters["seats"].assumption
    assert [branch.code for branch in village.branches] == ["many", "dense", "weak"]
    assert village.exceptions == {"500101151001": date(2020, 8, 15)}
    assert [(one.by, one.first) for one in village.ranking] == [("poor", "most"), ("ratio", "most")]
    assert village.designation is None
    assert township.designation is not None
    assert township.designation.places == {"500101151": "龙驹镇"}
    assert (township.admits, township.refusal, township.quota) == (None, None, None)
    assert [task.code for task in campaign.tasks] == ["first", "second"]
    assert [task.must_be_none for task in campaign.tasks] == [("poor",), ()]
    assert campaign.must_be_none == ("poor",)
    assert [case.says for case in campaign.cases] == ["Each branch holds", "Two are in"]
    assert campaign.cases[1].rows[0]["place"] == "a"
    assert campaign.cases[0].line == line_of(SMALL, "[[case]]")


def test_a_campaign_may_lie_in_any_number_of_files(tmp_path: Path) -> None:
    cut = SMALL.index("[class.village]")
    write_campaign(tmp_path / "one")
    folder = write_campaign(tmp_path / "two", SMALL[:cut])
    (folder / "classes").mkdir()
    (folder / "classes" / "all.toml").write_text(SMALL[cut:], encoding="utf-8")
    whole, parts = load(str(tmp_path / "one")), load(str(folder))
    assert parts.classes == whole.classes
    assert parts.digest != whole.digest


def test_layouts_and_notices_are_no_part_of_the_rule(tmp_path: Path) -> None:
    folder = write_campaign(tmp_path)
    for apart in ("layouts", "notices", "places"):
        (folder / apart).mkdir()
        (folder / apart / "x.toml").write_text("not TOML at all", encoding="utf-8")
    assert load(str(folder)).digest == small_campaign().digest


def test_the_digest_is_over_the_words_of_all_files_and_not_their_line_ends(tmp_path: Path) -> None:
    write_campaign(tmp_path)
    before = digest_of([File(tmp_path / "campaign.toml", root=tmp_path)])
    (tmp_path / "campaign.toml").write_bytes(SMALL.replace("\n", "\r\n").encode())
    assert digest_of([File(tmp_path / "campaign.toml", root=tmp_path)]) == before
    write_campaign(tmp_path, altered("is = 20", "is = 21"))
    assert digest_of([File(tmp_path / "campaign.toml", root=tmp_path)]) != before
    assert before.startswith("sha256:")
    assert len(before) == 71


def test_a_shipped_campaign_is_found_by_its_name_and_another_by_its_folder(tmp_path: Path) -> None:
    assert find("chongqing_2020").name == "chongqing_2020"
    assert find(str(write_campaign(tmp_path))) == tmp_path


def test_a_campaign_that_is_nowhere_is_refused_with_those_that_ship(tmp_path: Path) -> None:
    with pytest.raises(Unusable) as caught:
        find(str(tmp_path / "nowhere"))
    assert caught.value.code == "no_such_campaign"
    assert "chongqing_2020" in caught.value.do.en
    assert "chongqing_2020" in caught.value.do.zh


def test_a_faulty_campaign_cannot_be_loaded_and_says_its_first_fault(tmp_path: Path) -> None:
    folder = write_campaign(tmp_path, altered('root = "50"', "root = 50"))
    with pytest.raises(Unusable) as caught:
        load(str(folder))
    line = line_of(SMALL, 'root = "50"')
    assert caught.value.code == "faulty_campaign"
    assert caught.value.message("en") == (
        f"campaign.toml: line {line}: “root” must be a text (1 in all). "
        f"Run dingdian check-campaign {folder}."
    )
    assert f"第{line}行" in caught.value.message("zh")


def test_a_file_that_is_no_toml_leaves_no_campaign(tmp_path: Path) -> None:
    folder = write_campaign(tmp_path)
    (folder / "tasks.toml").write_text("[[task]\n", encoding="utf-8")
    campaign, faults = read_folder(folder)
    assert campaign is None
    assert [(fault.file, fault.line) for fault in faults] == [("tasks.toml", 1)]
    with pytest.raises(Unusable, match="this is not TOML"):
        load(str(folder))


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("ends = 2020-12-31", 'ends = "soon"', "“ends” must be a day"),
        ("vintage = 2020", "vintage = true", "“vintage” must be a whole number"),
        ('{ zh = "小行动", en = "Small campaign" }', '{ en = "x" }', "“label” has no zh text"),
        ('kind = "text"', 'kind = "number"', "“kind” cannot be “number”"),
        ('kind = "fen"\nunit = "fen"', 'kind = "fen"\nunit = "yuan"', "“unit” cannot be “yuan”"),
        (
            'confidence = "medium"\n\n[parameter.ratio_from]',
            'confidence = "sure"\n\n[parameter.ratio_from]',
            "“confidence” cannot be “sure”",
        ),
        ('level = "township"', 'level = "hamlet"', "“level” cannot be “hamlet”"),
        ('by = "poor"', 'by = "porr"', "“by” cannot be “porr”"),
        ('"poor"\nfirst = "most"', '"poor"\nfirst = "best"', "“first” cannot be “best”"),
        ('over = "members"', 'over = "villages"', "“over” cannot be “villages”"),
        ('when = "poor > poor_over"', 'when = "poor > 1.5"', "“1.5” cannot stand"),
        ('when = "poor > poor_over"', 'when = ""', "the condition “” cannot be read"),
        ('lacks = "NOT road"', 'lacks = "NOT rod"', "there is no fact or parameter called “rod”"),
        ("kind = 'village'", "kind = 'town'", "“town” is none of the choices"),
        ("where = \"state = 'poor'\"", 'where = "poor > 1"', "there is no fact"),
        ('says = "Two are in"', "says = 2", "“says” must be a text"),
        ('included = ["a"]', 'included = "a"', "“included” must be a list of texts"),
    ],
)
def test_a_fault_is_named_by_its_line(tmp_path: Path, old: str, new: str, says: str) -> None:
    text = altered(old, new)
    faults = faults_of(tmp_path, text)
    first = line_of(text, new)
    told = [one for one in faults if first <= one.line <= first + new.count("\n")]
    assert any(one.says.en.startswith(says) for one in told)
    assert all(one.says.zh and one.do.zh and one.do.en for one in faults)
    assert {one.file for one in faults} == {"campaign.toml"}


def test_what_is_missing_is_named_where_its_table_begins(tmp_path: Path) -> None:
    text = altered('code = "first"\n', "")
    assert [(one.line, one.says.en) for one in faults_of(tmp_path, text)] == [
        (line_of(text, "[[task]]"), "“code” is missing")
    ]


def test_a_misspelt_key_is_named_with_what_it_may_have_meant(tmp_path: Path) -> None:
    text = altered('root = "50"', 'rooot = "50"')
    faults = faults_of(tmp_path, text)
    assert [fault.says.en for fault in faults] == [
        "“root” is missing",
        "“rooot” is not known here",
    ]
    assert faults[1].do == Text("是否应为“root”？", "Did you mean “root”?")
    assert faults[1].line == line_of(text, "rooot")


def test_a_table_that_no_campaign_has_is_named_with_those_it_may_have(tmp_path: Path) -> None:
    faults = faults_of(tmp_path, SMALL + "\n[zebra]\nx = 1\n")
    assert [fault.says.en for fault in faults] == ["“zebra” is not known here"]
    assert faults[0].do.en.startswith("Known here: campaign, case, class,")


def test_a_name_that_stands_in_two_files_is_a_fault(tmp_path: Path) -> None:
    folder = write_campaign(tmp_path)
    second = '[unit.bp]\nlabel = { zh = "点", en = "points" }\none = "point"\n'
    (folder / "units.toml").write_text("# again\n" + second, encoding="utf-8")
    faults = read_folder(folder)[1]
    assert [(one.file, one.line, one.says.en) for one in faults] == [
        ("units.toml", 2, "“unit.bp” stands twice")
    ]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("[measure.poor]", "[measure.rich]", "“rich” is no whole-number fact of villages"),
        ("[measure.poor]", "[measure.road]", "“road” is no whole-number fact of villages"),
        ("[measure.poor]", "[measure.income]", "“income” is no whole-number fact of villages"),
        ('when = "poor > poor_over"\n', "", "the branch “many” is not whole"),
        ('nomination = "put_forward"\n', "", "the branch “weak” is not whole"),
        ('at_least = "items_from"\n', "", "the branch “weak” is not whole"),
        ('"poor"]\n', '"rich"]\n', "“rich” is no whole-number fact of villages"),
        ('"poor"]\n', '"road"]\n', "“road” is no whole-number fact of villages"),
        ('"poor"]\nsource = "test"\n', '"poor"]\n', "“source” is missing"),
    ],
)
def test_what_does_not_belong_together_is_a_fault(
    tmp_path: Path, old: str, new: str, says: str
) -> None:
    assert [one.says.en for one in faults_of(tmp_path, altered(old, new))] == [says]


def test_a_parameter_without_a_value_is_a_fault(tmp_path: Path) -> None:
    begin = SMALL.index("[[parameter.seats.value]]")
    text = SMALL[:begin] + SMALL[SMALL.index("[class.village]") :]
    assert [one.says.en for one in faults_of(tmp_path, text)] == [
        "the parameter “seats” has no value"
    ]


def test_a_measure_may_count_all_rows(tmp_path: Path) -> None:
    text = altered("where = \"state = 'poor'\"\n", "")
    campaign, faults = read_folder(write_campaign(tmp_path, text))
    assert faults == []
    assert campaign is not None
    assert campaign.measures["poor"].where is None
    assert campaign.measured == frozenset()


def test_a_condition_that_is_no_text_is_missing_and_never_holds(tmp_path: Path) -> None:
    campaign, faults = read_folder(
        write_campaign(tmp_path, altered('lacks = "NOT road"', "lacks = 7"))
    )
    assert campaign is not None
    assert campaign.classes[0].branches[2].items[0].lacks is NEVER
    assert [one.says.en for one in faults] == ["“lacks” must be a text"]


def test_an_almost_empty_campaign_is_all_faults_and_no_error(tmp_path: Path) -> None:
    text = '[campaign]\n[[case]]\n[class.x]\n[[class.x.rank]]\nby = "a"\n[parameter.p]\nunit = 1\n'
    says = {one.says.en for one in faults_of(tmp_path, text)}
    assert {"“code” is missing", "“says” is missing", "“by” cannot be “a”"} <= says


def test_a_case_may_say_more_than_its_facts(tmp_path: Path) -> None:
    text = (
        SMALL
        + """
[[case]]
says = "A community stays out, under another quota"
on = 2020-07-30
class = "village"
set = { seats = 1 }
facts = { kind = "community", poor = 21 }
blank = ["people"]
expect = ["many"]
unknown = ["dense"]
admitted = false
"""
    )
    campaign, faults = read_folder(write_campaign(tmp_path, text))
    assert faults == []
    assert campaign is not None
    case = campaign.cases[-1]
    assert (case.changes, case.blank, case.admitted) == ({"seats": 1}, ("people",), False)
    assert (case.expect, case.unknown) == (("many",), ("dense",))
