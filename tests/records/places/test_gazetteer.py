"""A folder of places is read whole, or refused with the file that does not fit."""

import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from dingdian.campaign.reading import SHIPPED
from dingdian.lexicon.problem import Unusable
from dingdian.records.places.gazetteer import Located, Outlines, read_gazetteer
from tests.makers.divisions import write_list

PLACES = SHIPPED / "chongqing_2020" / "places"
LIST = (
    "99,示例市,province,,province",
    "990101,甲县,county,99,county",
    "990101100,乙镇,township,990101,town",
)
SOURCED = 'source = "custom"\nconfidence = "low"\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one list and nothing else."""
    write_list(tmp_path, 2001, LIST)
    return tmp_path


def refusal(folder: Path) -> Unusable:
    with pytest.raises(Unusable) as refused:
        read_gazetteer(folder, root="99", vintage=2001)
    return refused.value


def test_what_ships_is_read_whole() -> None:
    gazetteer = read_gazetteer(PLACES, root="50", vintage=2020)
    assert {year: len(ones) for year, ones in gazetteer.lists.items()} == {
        2020: 1 + 38 + 1_029 + 11_224,
        2023: 1 + 38 + 1_031 + 11_270,
    }
    assert len(gazetteer.order) == len(set(gazetteer.order)) == 39
    assert len(gazetteer.points) == 863
    assert len(gazetteer.outlines.of) == 38
    assert gazetteer.outlines.datum == ""


def test_wansheng_is_made_of_ten_townships_of_qijiang() -> None:
    (zone,) = read_gazetteer(PLACES, root="50", vintage=2020).zones
    assert zone.name == "万盛经开区"
    assert len(set(zone.places)) == 10
    assert {code[:6] for code in zone.places} == {"500110"}


def test_a_list_alone_is_enough(folder: Path) -> None:
    gazetteer = read_gazetteer(folder, root="99", vintage=2001)
    assert (gazetteer.order, gazetteer.zones, gazetteer.points) == ((), (), {})
    assert gazetteer.outlines == Outlines()


def test_the_list_of_the_campaigns_vintage_must_be_there(folder: Path) -> None:
    with pytest.raises(Unusable, match="no list of divisions of 2020"):
        read_gazetteer(folder, root="99", vintage=2020)


def test_a_point_says_who_says_so(folder: Path) -> None:
    (folder / "township_points.csv").write_text("code,lng,lat,geonameid\n990101100,108.5,30.25,7\n")
    gazetteer = read_gazetteer(folder, root="99", vintage=2001)
    located = Located(Decimal("108.5"), Decimal("30.25"), "GeoNames 7 (CC BY 4.0)")
    assert gazetteer.points == {"990101100": located}


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("document_order.toml", "source =", "this is not TOML"),
        ("document_order.toml", "", "“source” is missing"),
        (
            "document_order.toml",
            f'{SOURCED}[[place]]\ncode = "990101"\nname = "丁县"\n',
            "line 4: 990101 is “甲县” in the list",
        ),
        (
            "zones.toml",
            f'[zone.z]\nname = "区"\nofficial_name = "区"\n{SOURCED}'
            '[[zone.z.place]]\ncode = "990102"\nname = "丙镇"\n',
            "990102 is “–” in the list",
        ),
        ("zones.toml", "colour = 1", "“colour” is not known here"),
        ("township_points.csv", "code,lng,lat,geonameid\n990101100,x,30,7\n", "line 2 cannot"),
        ("township_points.csv", "code,lng,lat,geonameid\n990101100,1\n", "line 2 cannot"),
        ("township_points.csv", "code,lng\n", None),
        (
            "township_points.csv",
            "code,lng,lat,geonameid\n990109,108,30,7\n",
            "990109 is not in the list",
        ),
        ("outlines.toml", 'file = "x"\ndatum = ""\nsource = "s"\n', "“x” cannot be read"),
        ("outlines.toml", 'file = "x"\n', "“datum” is missing"),
    ],
)
def test_a_file_that_does_not_fit_is_named(
    folder: Path, name: str, text: str, says: str | None
) -> None:
    (folder / name).write_text(text, encoding="utf-8")
    if says is None:
        assert read_gazetteer(folder, root="99", vintage=2001).points == {}
        return
    refused = refusal(folder)
    assert says in refused.says.en
    assert refused.where == name


def test_outlines_of_places_that_are_not_listed_are_refused(folder: Path) -> None:
    for name in ("outlines.toml", "counties.topojson"):
        shutil.copy(PLACES / name, folder)
    assert "is not in the list" in refusal(folder).says.en
