"""Names are spelt as the people of the place read them."""

import pytest

from dingdian.records.places.spelling import Spelling, sound_of, spell


@pytest.mark.parametrize(
    ("name", "pinyin", "initials"),
    [
        ("重庆市", "chongqingshi", "cqs"),
        ("綦江区", "qijiangqu", "qjq"),
        ("涪陵区", "fulingqu", "flq"),
        ("垫江县", "dianjiangxian", "djx"),
        ("酉阳县", "youyangxian", "yyx"),
        ("秀山县", "xiushanxian", "xsx"),
        ("石柱县", "shizhuxian", "szx"),
        ("璧山区", "bishanqu", "bsq"),
        ("潼南区", "tongnanqu", "tnq"),
        ("丰都县", "fengduxian", "fdx"),
        ("长寿区", "changshouqu", "csq"),
        ("郁山镇", "yushanzhen", "ysz"),
        ("朝阳街道", "chaoyangjiedao", "cyjd"),
        ("曾家镇", "zengjiazhen", "zjz"),
        ("覃家岗街道", "qinjiagangjiedao", "qjgjd"),
        ("松溉镇", "songjizhen", "sjz"),
        ("诸佛乡", "zhufoxiang", "zfx"),
        ("仙女山街道", "xiannvshanjiedao", "xnsjd"),
    ],
)
def test_a_name_with_many_readings_is_read_as_it_is_said_there(
    name: str, pinyin: str, initials: str
) -> None:
    assert spell(name) == Spelling(pinyin, initials)


def test_a_sign_that_nobody_can_read_is_left_out() -> None:
    assert spell("大青?村") == Spelling("daqingcun", "dqc")


def test_the_two_nasal_ends_sound_alike() -> None:
    assert sound_of("镇安") == sound_of("正安")
    assert sound_of("镇安") != sound_of("镇江")
