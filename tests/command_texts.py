"""A small folder of texts for the tests of the commands, written for them."""

from pathlib import Path

SUPERVISION = """关于加强督查工作的意见
（2019年3月4日）

各科室：
一、提高认识
督查是推动工作落实的重要手段。没有督查，就没有落实；督查不力，落实就会落空。
二、把握重点
（一）围绕中心工作开展督查，对重大决策部署逐项跟踪问效，建立台账，办结销号。
（二）深入基层调查研究，掌握第一手资料，既报喜又报忧。
三、严明纪律
参加督查的同志要严守保密纪律，轻车简从，不给基层增加负担。
"""

MEETING = """# 会务工作札记

会议组织是办公室的基本功。会前准备要细，会中服务要周到，会后落实要及时。

## 会前

- 会议通知要写清时间、地点、参加人员；
- 材料提前一天送达，座次图反复核对。

## 会后

会议结束后，要及时督查会议决定的落实情况，并以 Report-7 的格式上报。
"""

COLLECTION = """办公室个人总结范文二篇
篇一：办公室文员个人总结
一年来，我认真办理文件三百余件，接待来访群众一百多人次，没有出现一次差错和延误。
篇二：办公室主任个人总结
一年来，我带领全体人员团结协作，深入调查研究，完成了年初确定的各项工作目标和任务。
"""

NAMES = ("会务.md", "督查.txt", "总结.txt")


def write_texts(folder: Path) -> Path:
    """Write the files; the folder."""
    folder.mkdir(parents=True)
    for name, text in zip(NAMES, (MEETING, SUPERVISION, COLLECTION), strict=True):
        (folder / name).write_text(text, "utf-8")
    return folder
