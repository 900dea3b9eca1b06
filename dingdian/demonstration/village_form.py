"""The form of a county's village poverty ledger: its headings in order, and how each is filled.

Only the first columns carry what a campaign decides by; the others are there because a real ledger
has them, and whoever reads it must find the right ones among sixty-three.
"""

from dataclasses import dataclass

PLACE = ("source_sheet", "区（县）", "镇名称", "村名称")

POOR_HOUSEHOLDS = "贫困户数"
POOR_PERSONS = "贫困人口数"
HOUSEHOLDS_AGAIN = "贫困户户数(户)"
PERSONS_AGAIN = "贫困户人数(人)"
DEAD_OR_MISSING = "贫困户去世、失踪等情况(户)"


@dataclass(frozen=True, slots=True)
class Heading:
    """One column that is filled with a number from 0 to `most`, and with 0 in `zeros` of the rows.

    `step` is the smallest difference between two numbers of it: 1 person, 0.1 km, 1,000 yuan.
    """

    says: str
    most: int
    zeros: float = 0.6
    step: float = 1


@dataclass(frozen=True, slots=True)
class Section:
    """Columns that one office fills together: where it sent nothing, all of them are blank."""

    blank: float
    headings: tuple[Heading, ...]


SPLIT = (
    "有劳动能力/低保对象",
    "有劳动能力/低收入困难家庭",
    "无劳动能力/低保对象",
    "无劳动能力/低收入困难家庭",
)

SECTIONS = (
    Section(
        0.30,
        (
            Heading("危房户(户)", 40, 0.15),
            Heading(DEAD_OR_MISSING, 9, 0.6),
            Heading("预计本年脱贫户数(户)", 60, 0.05),
            Heading("预计本年脱贫人数(人)", 180, 0.05),
            Heading("到村到户/帮扶单位领导(人次)", 45, 0.05),
            Heading("到村到户/帮扶单位干部职工(人次)", 300, 0.03),
        ),
    ),
    Section(
        0.48,
        (
            Heading("农业生产/种植(户)", 120),
            Heading("农业生产/养殖(户)", 80),
            Heading("劳动力转移/务工(人)", 36),
            Heading("劳动力转移/创业(人)", 12, 0.9),
            Heading("培训/农业科技培训(人次)", 180, 0.75),
            Heading("培训/就业技能培训(人次)", 30, 0.8),
            Heading("完成危房改造(户)", 20, 0.75),
            Heading("保障/参加农村合作医疗(人)", 2400, 0.5),
            Heading("保障/参加农村养老保险(人)", 440, 0.5),
            Heading("助学/义务教育阶段(人)", 90),
            Heading("助学/高中、职高、技校、中专等(人)", 20),
            Heading("助学/大专、本科以上(人)", 7, 0.75),
            Heading("产业发展带动农户(户)", 200, 0.8),
        ),
    ),
    Section(
        0.35,
        (
            Heading("上年村级集体经济收入(元)", 80_000, 0.02, 1_000),
            Heading("上年村级集体经济收入(元)/预计今年村级集体经济收入(元)", 180_000, 0.03, 1_000),
        ),
    ),
    Section(
        0.35,
        (
            Heading('"两委"班子/组织活动(次)', 15, 0.05),
            Heading('"两委"班子/扶贫工作会议(次)', 22, 0.0),
            Heading('"两委"班子/发展新党员(人)', 8, 0.4),
        ),
    ),
    Section(
        0.50,
        (
            Heading("文化活动/文娱体育(次)", 30, 0.45),
            Heading("文化活动/送医送药(次)", 2, 0.7),
            Heading("文化活动/科技下乡(次)", 3, 0.7),
            Heading("文化活动/其他(次)", 4, 0.75),
        ),
    ),
    Section(
        0.53,
        (
            Heading("村集体项目/工业开发项目(个)", 2, 0.85),
            Heading("村集体项目/商贸旅游项目(个)", 2, 0.9),
            Heading("村集体项目/农业开发项目(个)", 4, 0.75),
            Heading("村集体项目/手工加工项目(个)", 1, 0.9),
            Heading("村集体项目/招商引资项目(个)", 2, 0.85),
            Heading("村集体项目/企业捐建项目(个)", 3, 0.85),
            Heading("基础建设/硬底化村道(公里)", 6, 0.75, 0.1),
            Heading("基础建设/安装路灯村道(公里)", 6, 0.85, 0.1),
            Heading("基础建设/二次改水工程(个)", 4, 0.85),
            Heading("基础建设/生活污水处理设施(个)", 2, 0.9),
            Heading("农田建设/农田水利设施(个)", 12, 0.8),
            Heading("农田建设/受益农田(鱼塘)面积(亩)", 1_300, 0.8, 10),
            Heading("农田建设/标准农田(鱼塘)(亩)", 600, 0.9, 10),
            Heading("建设或改造村公共文化卫生设施/村委会(个)", 2, 0.65),
            Heading("建设或改造村公共文化卫生设施/文化室(个)", 3, 0.75),
            Heading("建设或改造村公共文化卫生设施/卫生站(个)", 1, 0.8),
            Heading("建设或改造村公共文化卫生设施/环卫设施(个)", 40, 0.8),
            Heading("建设或改造村公共文化卫生设施/体育设施(个)", 10, 0.7),
            Heading("建设或改造村公共文化卫生设施/其他(个)", 2, 0.8),
        ),
    ),
)

HEADINGS: tuple[str, ...] = (
    *PLACE,
    POOR_HOUSEHOLDS,
    POOR_PERSONS,
    HOUSEHOLDS_AGAIN,
    PERSONS_AGAIN,
    *(f"{part}({unit})" for part in SPLIT for unit in ("户", "人")),
    *(heading.says for section in SECTIONS for heading in section.headings),
)
