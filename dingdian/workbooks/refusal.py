"""Why a file cannot be read at all, said once for every reader of files."""

from pathlib import Path

from dingdian.lexicon.problem import Unusable
from dingdian.lexicon.text import Text, same

CHOOSE = Text("请确认选对了文件。", "Check that it is the right file.")
SAVE_AGAIN = Text(
    "请用表格软件打开后另存为 .xlsx，再试。",
    "Open it in a spreadsheet program, save it as .xlsx, try again.",
)
SEND_AGAIN = Text("请向发送人重新索取。", "Ask its sender for it again.")
SMALLER = Text(
    "请只保留有数据的行和列，另存后再试；仍过大的请拆成几个文件。",
    "Keep only the rows and columns that hold data, or divide it into several files.",
)
NOT_FROM_HERE = Text(
    "这种文件不是表格软件存出来的，请核实来源。",
    "No spreadsheet program saves such a file; find out where it comes from.",
)

REASONS: dict[str, tuple[Text, Text]] = {
    "no_such_file": (Text("找不到这个文件。", "There is no such file."), CHOOSE),
    "not_a_file": (
        Text("这不是文件。", "This is not a file."),
        Text("请指定一个表格文件。", "Name a spreadsheet file."),
    ),
    "cannot_open": (
        Text("打不开这个文件（{detail}）。", "The file cannot be opened ({detail})."),
        Text("请检查权限，或关闭占用它的程序。", "Check that you may read it."),
    ),
    "empty_file": (Text("文件里没有内容。", "The file has nothing in it."), CHOOSE),
    "unknown_ending": (
        Text("不认识“{detail}”这种文件。", "Files of the kind “{detail}” are not read here."),
        Text("可读：{known}。", "These are: {known}."),
    ),
    "not_what_it_says": (
        Text("扩展名是 {ending}，内容却是{detail}。", "It is named {ending}, but it is {detail}."),
        Text(
            "请用表格软件打开后另存为 .xlsx；若本就不是表格，请换一个文件。",
            "Open it in a spreadsheet program and save it as .xlsx, or choose another file.",
        ),
    ),
    "password": (
        Text("文件有密码保护。", "The file is protected by a password."),
        Text("请打开后去掉密码，另存再试。", "Open it, take off the password, and save it."),
    ),
    "damaged": (Text("文件已损坏或不完整。", "The file is damaged or cut off."), SEND_AGAIN),
    "swells": (
        Text(
            "文件解压后大得异常（{detail} MiB）。",
            "Unpacked, the file would be abnormally large ({detail} MiB).",
        ),
        NOT_FROM_HERE,
    ),
    "too_many_members": (
        Text("文件内部多达 {detail} 个部分。", "It consists of as many as {detail} parts."),
        NOT_FROM_HERE,
    ),
    "path_inside": (
        Text("压缩包里有指向外面的路径“{detail}”。", "A path inside leads out of it: “{detail}”."),
        NOT_FROM_HERE,
    ),
    "entities": (
        Text("文件内部声明了 XML 实体（{detail}）。", "Its XML declares entities ({detail})."),
        NOT_FROM_HERE,
    ),
    "too_large": (
        Text("文件大于 {detail} MiB。", "The file is larger than {detail} MiB."),
        SMALLER,
    ),
    "too_many_cells": (
        Text("工作表的范围过大，单元格太多。", "A sheet covers far too many cells."),
        SMALLER,
    ),
    "far_away_cell": (
        Text(
            "工作表一直延伸到 {detail}，多半是远处误留了内容或格式，读取会耗尽内存。",
            "A sheet reaches as far as {detail}, likely by something left there by mistake; "
            "reading it would exhaust the memory.",
        ),
        Text(
            "请删除数据以外的行和列（整行整列删除），另存后再试。",
            "Delete all rows and columns beyond the data, and save it.",
        ),
    ),
    "too_wide": (
        Text("列数超过 {detail}。", "There are more than {detail} columns."),
        SMALLER,
    ),
    "out_of_memory": (
        Text(
            "读取这个文件所需的内存超过了上限。", "Reading the file takes more memory than allowed."
        ),
        SMALLER,
    ),
    "out_of_time": (
        Text(
            "读取超过 {detail} 秒，已停止。", "Reading took more than {detail} s and was stopped."
        ),
        SMALLER,
    ),
    "unreadable": (
        Text("读取这个文件时解析程序异常退出。", "The parser broke down over this file."),
        SAVE_AGAIN,
    ),
    "encoding": (
        Text(
            "认不出文字编码（不是 UTF-8、GB18030，也不是带标记的 UTF-16）。",
            "Its encoding is neither UTF-8 nor GB18030, nor UTF-16 with its mark.",
        ),
        SAVE_AGAIN,
    ),
    "not_text": (
        Text("文件里有空字符，不是文本。", "It holds null characters, and so is no text."),
        SAVE_AGAIN,
    ),
    "line_too_long": (
        Text("第{detail}行过长，不是表格的一行。", "Line {detail} is too long to be a row."),
        SAVE_AGAIN,
    ),
    "open_quote": (
        Text(
            "从第{detail}行开始的引号没有合上。",
            "A quotation mark opened in line {detail} stays open.",
        ),
        Text("请补上或删去多余的引号。", "Close it, or delete it."),
    ),
}


def refused(code: str, path: Path, *, where: str = "", **values: object) -> Unusable:
    """The Unusable for one of the reasons; `detail` may be a plain word or a Text."""
    says, do = REASONS[code]
    filled = {"detail": "", "ending": path.suffix.lower() or "（无）"} | values
    texts = {
        key: value if isinstance(value, Text) else same(str(value)) for key, value in filled.items()
    }
    return Unusable(code, says.fill(**texts), do.fill(**texts), where=where or path.name)
