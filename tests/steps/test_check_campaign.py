"""A campaign held against its own rules: fit for use, or each fault by file and line."""

import shutil
from pathlib import Path

import pytest

from dingdian.campaign.reading import find, load
from dingdian.lexicon.problem import Unusable
from dingdian.steps.check_campaign import Checked, check_campaign


def test_the_shipped_campaign_is_without_fault() -> None:
    checked = check_campaign("chongqing_2020")
    campaign = load("chongqing_2020")
    assert checked == Checked(campaign.digest, len(campaign.cases), 2 * len(campaign.doubts), ())
    assert checked.cases > 20


def test_a_threshold_that_its_case_contradicts_is_found(tmp_path: Path) -> None:
    folder = tmp_path / "campaign"
    shutil.copytree(find("chongqing_2020"), folder)
    file = folder / "campaign.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("is         = 20\n", "is         = 19\n"), encoding="utf-8")
    checked = check_campaign(str(folder))
    assert checked.faults
    assert all(one.line > 0 and one.file.endswith(".toml") for one in checked.faults)


def test_a_campaign_that_cannot_be_read_has_faults_and_no_cases(tmp_path: Path) -> None:
    (tmp_path / "campaign.toml").write_text("[campaign]\ncode = ", encoding="utf-8")
    checked = check_campaign(str(tmp_path))
    assert (checked.digest, checked.cases) == ("", 0)
    assert checked.faults


def test_a_campaign_that_is_not_there_is_refused() -> None:
    with pytest.raises(Unusable, match="nowhere"):
        check_campaign("nowhere")
