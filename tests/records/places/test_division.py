"""A list of divisions is one tree, or it is refused."""

from pathlib import Path

import pytest

from dingdian.lexicon.problem import Unusable
from dingdian.records.places.division import Division, read_divisions
from tests.makers.divisions import write_list

WHOLE = (
    "99,示例市,province,,province",
    "9901,市辖区,city,99,city-dummy",
    "990101,甲县,county,9901,county",
    "990101100,后坪苗族土家族乡,township,990101,ethnic_township",
    "990101100201,上村村民委员会,village,990101100,cunwei",
    "990101100001,下社区居民委员会,village,990101100,juwei",
)


def test_a_county_lies_in_the_city_and_not_in_its_dummy(tmp_path: Path) -> None:
    root, county, *_ = read_divisions(write_list(tmp_path, 2001, WHOLE), root="99")
    assert (root.parent, county.parent) == ("", "99")


def test_a_list_is_read_in_the_order_of_its_codes_with_both_names(tmp_path: Path) -> None:
    *_, township, community, village = read_divisions(write_list(tmp_path, 2001, WHOLE), root="99")
    assert (township.name, township.official_name) == ("后坪乡", "后坪苗族土家族乡")
    assert (community.name, community.kind) == ("下社区", "residents_committee")
    assert village == Division(
        code="990101100201",
        name="上村",
        official_name="上村村民委员会",
        level="village",
        kind="village_committee",
        parent="990101100",
    )


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ((), "it needs code, name"),
        (("99,示例市",), "it needs code, name"),
        ((*WHOLE, WHOLE[2]), "the code 990101 stands twice"),
        ((*WHOLE, "990101101,乙镇,county,990101,town"), "990101101 is no county's code"),
        ((*WHOLE, "990102101,乙镇,township,990102,town"), "what 990102101 lies in is not"),
        (("9901,市辖区,city,99,city-dummy",), "99 is missing"),
        (("99,示例市,province,9,province",), "what 99 lies in is not"),
        (("98,示例市,province,,province",), "what 98 lies in is not"),
    ],
)
def test_a_list_that_is_no_tree_is_refused_and_named(
    tmp_path: Path, rows: tuple[str, ...], says: str
) -> None:
    with pytest.raises(Unusable) as refused:
        read_divisions(write_list(tmp_path, 2001, rows), root="99")
    assert says in refused.value.says.en
    assert refused.value.where == "divisions_2001.csv.gz"


def test_a_file_that_is_no_list_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "divisions_2001.csv.gz"
    path.write_bytes(b"code,name")
    with pytest.raises(Unusable, match="cannot be read"):
        read_divisions(path, root="99")
