"""Each rule of a campaign bites on a copy that breaks it in one place, and on nothing else."""

import shutil
from pathlib import Path

import pytest

from dingdian.campaign.checking import check, load_checked
from dingdian.campaign.located import Fault
from dingdian.campaign.reading import SHIPPED, load
from dingdian.lexicon.problem import Unusable
from tests.makers.small_campaign import SMALL, altered, write_campaign

VILLAGE = "classes/2_village.toml"
TOWNSHIP = "classes/1_township.toml"
HEAD = "campaign.toml"


def changed_copy(folder: Path, file: str, old: str, new: str) -> list[Fault]:
    """The faults of a copy of the shipped campaign in which one place reads otherwise."""
    copy = folder / "copy"
    shutil.copytree(SHIPPED / "chongqing_2020", copy)
    text = (copy / file).read_text(encoding="utf-8")
    (copy / file).write_text(altered(old, new, text), encoding="utf-8")
    return check(copy)[1]


def faults_of(folder: Path, text: str) -> list[str]:
    return [one.says.en for one in check(write_campaign(folder, text))[1]]


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        (
            HEAD,
            '[[parameter."village.quota".value]]\nfrom       = 2020-07-30',
            '[[parameter."village.quota".value]]\nfrom       = 2020-07-31',
            "the parameter “village.quota” has no value when announced, 2020-07-30",
        ),
        (
            HEAD,
            "is         = 8500\n",
            "is         = 1000000000000001\n",
            "a value of the parameter “latrines_from_bp” is too great",
        ),
        (
            HEAD,
            "[parameter.incidence_from_bp]",
            '[[parameter.remaining_poor_over.value]]\nfrom = 2020-07-30\nis = 5\nsource = "x"\n'
            'confidence = "low"\n[parameter.incidence_from_bp]',
            "the parameter “remaining_poor_over” has two values on one day",
        ),
        (
            HEAD,
            'n       = "latrine_households"',
            'n       = "bus"',
            "“bus” of the share “latrines” is no certain whole-number fact",
        ),
        (
            HEAD,
            'of      = "listed_households"',
            'of      = "dropouts"',
            "“dropouts” of the share “latrines” is no certain whole-number fact",
        ),
        (
            HEAD,
            'of      = "listed_households"',
            'of      = "houses"',
            "“houses” of the share “latrines” is no certain whole-number fact",
        ),
        (
            VILLAGE,
            'quota   = "village.quota"',
            'quota   = "100"',
            "a quota is the name of a parameter, and needs a rank",
        ),
        (
            VILLAGE,
            'by         = "remaining_poor"',
            'by         = "kind"',
            "“kind” cannot order places",
        ),
        (
            VILLAGE,
            'by         = "remaining_poor"',
            'by         = "village.quota"',
            "“village.quota” cannot order places",
        ),
        (
            VILLAGE,
            "剩余贫困人口多于{remaining_poor_over}人",
            "剩余贫困人口多于{poor_over}人",
            "the label of “remaining_poor” names an unknown {parameter}",
        ),
        (
            VILLAGE,
            "ratio of {incidence_from_bp} or",
            "ratio of {incidence_from_bp or",
            "the label of “incidence” names an unknown {parameter}",
        ),
        (
            VILLAGE,
            'en = "no bus service"',
            'en = "no bus service since {hollow_income_at_most}"',
            "the label of “weak_infrastructure” names an unknown {parameter}",
        ),
        (
            VILLAGE,
            'nomination = "nominated_other"',
            'nomination = "nominated"',
            "nomination of “weak_other” is no yes/no fact",
        ),
        (
            VILLAGE,
            'nomination = "nominated_other"',
            'nomination = "dropouts"',
            "nomination of “weak_other” is no yes/no fact",
        ),
        (
            VILLAGE,
            'at_least   = "weak_items_from"\nnomination = "nominated_other"',
            'at_least   = "two"\nnomination = "nominated_other"',
            "at_least of “weak_other” is no parameter",
        ),
        (
            VILLAGE,
            'expect = ["weak_other"]',
            "expect = []",
            "no case shows when “weak_other” holds",
        ),
        (
            TOWNSHIP,
            'code       = "500114110"',
            'code       = "510114110"',
            "“510114110” is no township code of this place",
        ),
        (
            TOWNSHIP,
            'code       = "500114110"',
            'code       = "500114"',
            "“500114” is no township code of this place",
        ),
    ],
)
def test_a_rule_that_is_broken_in_one_place_is_the_one_fault(
    tmp_path: Path, file: str, old: str, new: str, says: str
) -> None:
    faults = changed_copy(tmp_path, file, old, new)
    assert [one.says.en for one in faults] == [says]
    assert all(one.says.zh and one.do.zh and one.do.en for one in faults)


def test_a_fault_is_found_in_the_file_where_its_subject_stands(tmp_path: Path) -> None:
    fault = changed_copy(tmp_path, VILLAGE, 'quota   = "village.quota"', 'quota   = "x"')[0]
    lines = (tmp_path / "copy" / VILLAGE).read_text(encoding="utf-8").splitlines()
    assert fault.file == VILLAGE
    assert lines[fault.line - 1] == 'quota   = "x"'


def test_a_fault_of_an_inline_table_stands_at_the_first_line(tmp_path: Path) -> None:
    begin = SMALL.index("[share.ratio]")
    until = SMALL.index("[parameter.poor_over]")
    inline = (
        'share.ratio = { label = { zh = "率", en = "ratio" }, n = "road", of = "people", '
        'vintage = { zh = "去年", en = "last year" } }\n'
    )
    text = inline + SMALL[:begin] + SMALL[until:]
    faults = check(write_campaign(tmp_path, text))[1]
    assert [(one.line, one.says.en) for one in faults] == [
        (1, "“road” of the share “ratio” is no certain whole-number fact")
    ]


def test_a_subject_that_has_no_line_is_named_at_the_head_of_the_campaign(tmp_path: Path) -> None:
    begin = SMALL.index("[share.ratio]")
    until = SMALL.index("[parameter.poor_over]")
    inline = (
        'share = { ratio = { label = { zh = "率", en = "ratio" }, n = "road", of = "people", '
        'vintage = { zh = "去年", en = "last year" } } }\n'
    )
    text = SMALL[:begin] + SMALL[until:]
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "shares.toml").write_text("\n\n" + inline, encoding="utf-8")
    faults = check(write_campaign(tmp_path, text))[1]
    assert [(one.file, one.line) for one in faults] == [("campaign.toml", 1)]


def test_a_class_is_designated_or_chosen_and_never_both_or_neither(tmp_path: Path) -> None:
    says = "a class is either designated or chosen by branches"
    begin = SMALL.index("[class.township.designation]")
    neither = SMALL[:begin] + SMALL[SMALL.index("[[task]]") :]
    assert faults_of(tmp_path, neither) == [says]
    both = (
        SMALL
        + """
[[class.township.branch]]
code = "more"
label = { zh = "更多", en = "more" }
when = "poor > 1"
source = "test"
[[case]]
says = "It holds"
on = 2020-07-30
class = "township"
facts = { poor = 2 }
expect = ["more"]
"""
    )
    assert faults_of(tmp_path, both) == [says]


def test_a_quota_needs_a_ranking(tmp_path: Path) -> None:
    begin, until = SMALL.index("[[class.village.rank]]"), SMALL.index("[[class.village.branch]]")
    assert faults_of(tmp_path, SMALL[:begin] + SMALL[until:]) == [
        "a quota is the name of a parameter, and needs a rank"
    ]


@pytest.mark.parametrize("name", ["people", "remark", "poor_at_most", "place", "ratio"])
def test_no_parameter_bears_the_name_of_another_thing(tmp_path: Path, name: str) -> None:
    begin = SMALL.index("[parameter.seats]")
    until = SMALL.index("[class.village]")
    more = SMALL[begin:until].replace("parameter.seats", f"parameter.{name}")
    assert f"“{name}” is the name of another thing" in faults_of(tmp_path, SMALL + more)


def test_the_files_are_read_before_their_sense_is_asked(tmp_path: Path) -> None:
    folder = write_campaign(tmp_path, altered('quota = "seats"', 'quota = "x"\nrotten = 1'))
    campaign, faults = check(folder)
    assert campaign is not None
    assert [one.says.en for one in faults] == ["“rotten” is not known here"]
    write_campaign(tmp_path, "[campaign")
    assert check(folder)[0] is None


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("poor = 21, people", "pour = 21, people", "pour"),
        ("poor = 21, people", 'poor = "many", people', "poor"),
        ("poor = 21, people", "poor = 1.5, people", "poor"),
        ("poor = 21, people", "poor = true, people", "poor"),
        ("road = false, income", "road = 0, income", "road"),
        ('kind = "village", poor = 21', 'kind = "hamlet", poor = 21', "kind"),
        ('kind = "village", poor = 21', 'remark = 3, kind = "village", poor = 21', "remark"),
        ("facts = { kind", 'blank = ["busses"]\nfacts = { kind', "busses"),
        ("facts = { kind", 'set = { seats = "two" }\nfacts = { kind', "seats"),
        ('place = "b"', "", "row"),
        ('place = "b"', "place = 7", "row"),
    ],
)
def test_a_case_that_no_village_could_be_is_named_with_what_is_amiss(
    tmp_path: Path, old: str, new: str, what: str
) -> None:
    assert faults_of(tmp_path, altered(old, new)) == [f"the case cannot use “{what}”"]


def test_a_case_of_an_unknown_class_is_named(tmp_path: Path) -> None:
    old = 'class = "village"\nincluded'
    assert faults_of(tmp_path, altered(old, 'class = "town"\nincluded')) == [
        "the case cannot use “town”"
    ]


def test_a_case_may_name_its_rows_and_leave_a_remark(tmp_path: Path) -> None:
    text = altered('place = "b"', 'place = "b"\nname = "乙村"\nremark = "好"')
    assert faults_of(tmp_path, text) == []


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("on = 2020-07-30\nclass", "on = 2019-07-30\nclass", "The parameter poor_over has a value"),
        ("facts = {", "set = { poor_ovr = 1 }\nfacts = {", "There is no parameter called poor_ovr"),
    ],
)
def test_a_case_whose_parameters_have_no_value_says_so(
    tmp_path: Path, old: str, new: str, says: str
) -> None:
    text = SMALL.replace(old, new, 1)
    told = faults_of(tmp_path, text)
    assert len(told) == 1
    assert told[0].startswith(says)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (
            "poor = 21, people = 2100",
            "poor = 20, people = 2000",
            "the branches that hold are dense, weak, and should be many, dense, weak",
        ),
        (
            "poor = 21, people = 2100",
            "poor = 21, people = 0",
            "the branches that hold are many, weak, and should be many, dense, weak",
        ),
        (
            'expect = ["many", "dense", "weak"]',
            'expect = ["many", "dense", "weak"]\nunknown = ["many"]',
            "the unknown branches are none, and should be many",
        ),
        (
            'expect = ["many", "dense", "weak"]',
            'expect = ["many", "dense", "weak"]\nadmitted = false',
            "whether it is admitted comes out otherwise",
        ),
        ('included = ["a"]', "included = []", "those in are a, and should be none"),
        ('tied = ["b", "c"]', 'tied = ["b"]', "those tied are b, c, and should be b"),
    ],
)
def test_a_case_that_comes_out_otherwise_says_what_came_out(
    tmp_path: Path, old: str, new: str, says: str
) -> None:
    told = faults_of(tmp_path, altered(old, new))
    assert len(told) == 1
    assert told[0].endswith(f"does not come out: {says}")


def test_an_item_of_which_a_case_says_nothing_does_not_lack(tmp_path: Path) -> None:
    silent = altered(", road = false, income = 20000", "")
    text = altered('"dense", "weak"]', '"dense"]', silent)
    more = SMALL[SMALL.index("[[case]]") : SMALL.index('[[case]]\nsays = "Two')]
    assert faults_of(tmp_path, text + more) == []
    unknown = altered('"dense"]', '"dense"]\nblank = ["road"]\nunknown = ["weak"]', text)
    assert faults_of(tmp_path, unknown + more) == []


def test_a_branch_of_which_a_case_says_nothing_is_left_out_of_it(tmp_path: Path) -> None:
    text = (SHIPPED / "chongqing_2020" / VILLAGE).read_text(encoding="utf-8")
    case = "remaining_poor = 21 }"
    told = "remaining_poor = 21, agricultural_population = 2500 }"
    assert changed_copy(tmp_path, VILLAGE, told, case) != []
    silent = 'facts  = { kind = "village_committee", dropouts = 1, uninsured = 2 }'
    spoken = text[text.index("facts", text.index("Two items lacking")) :].partition("\n")[0]
    shutil.rmtree(tmp_path / "copy")
    assert changed_copy(tmp_path, VILLAGE, spoken, silent) == []


def test_a_campaign_of_ones_own_is_checked_before_it_is_used(tmp_path: Path) -> None:
    own = tmp_path / "own"
    shutil.copytree(SHIPPED / "chongqing_2020", own)
    assert load_checked(str(own)).digest == load("chongqing_2020").digest
    text = (own / VILLAGE).read_text(encoding="utf-8")
    (own / VILLAGE).write_text(
        altered("remaining_poor = 21,", "remaining_poor = 19,", text), "utf-8"
    )
    with pytest.raises(Unusable, match="does not come out"):
        load_checked(str(own))
    assert load(str(own)).code == load_checked("chongqing_2020").code
