"""Every deed of the trail in the words that people read; a house test finds each of them here."""

from collections.abc import Mapping

from dingdian.lexicon.text import Text

DEEDS: Mapping[str, Text] = {
    "announced the list": Text("公布名单", "Announced the list"),
    "asked for an override": Text("提出另行决定", "Asked for an override"),
    "asked for work": Text("提交后台任务", "Asked for work"),
    "asked work to stop": Text("要求停止后台任务", "Asked work to stop"),
    "confirmed a nomination": Text("确认申报", "Confirmed a nomination"),
    "confirmed an override": Text("复核另行决定", "Confirmed an override"),
    "ended a duty": Text("终止职责", "Ended a duty"),
    "exported a list": Text("导出名单", "Exported a list"),
    "gave a duty": Text("授予职责", "Gave a duty"),
    "gave work back": Text("交还后台任务", "Gave work back"),
    "kept a run": Text("留存识别结果", "Kept a run"),
    "kept a run again": Text("再次启用识别结果", "Made an earlier run current again"),
    "laid the places": Text("载入行政区划", "Laid the places"),
    "nominated a place": Text("申报短板弱项", "Nominated a place"),
    "opened an account": Text("开立账号", "Opened an account"),
    "refused a nomination": Text("未予确认申报", "Refused a nomination"),
    "took work back": Text("收回中断的后台任务", "Took work back"),
    "withdrew a nomination": Text("撤回申报", "Withdrew a nomination"),
    "withdrew an override": Text("撤回另行决定", "Withdrew an override"),
    "work cancelled": Text("后台任务已取消", "Work cancelled"),
    "work done": Text("后台任务完成", "Work done"),
    "work failed": Text("后台任务失败", "Work failed"),
}
