"""Author lines: names of people, posts, and the bodies that sign papers."""

import re

# The hundred commonest surnames first, then those of the Hundred Family Surnames that still occur.
_SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡"
    "贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷"
    "钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路"
    "岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜路詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍"
    "翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来嵺苟全褚"
    "廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽井练仲"
    "乐虞卞封竺冼原官衣楚佟栗匡宗应台巫鞠僧桑荆谌银扬明沙薄伏岑习胥保和蔺荀"
)
_WORDLIKE = frozenset(
    "高方金时安计许常文史万段江程田向花党明平成全关应易解强单路车房能和家后前总内外上下简开连"
)
_CJK = r"[\u4e00-\u9fff]"
_NAME = rf"(?:{_CJK}{{2,3}}|{_CJK}[ \u3000]{{1,2}}{_CJK})"
_POST = (
    "书记|主任|秘书长|局长|处长|科长|部长|厅长|司长|市长|省长|州长|县长|区长|镇长|乡长|院长|校长|"
    "主席|所长|站长|社长|会长|馆长|总经理|经理|董事长|专员|干事|教授|研究员|调研员|委员|常委|政委|"
    "司令员|检察长|行长|台长|总编辑|记者|同志"
)
_BODY = (
    "委员会|委|政府|办公室|办公厅|办|局|厅|部|司|院|会|公司|集团|中心|学校|大学|党校|学院|支部|党组|"
    "总队|支队|处|科|室|社|所|站|馆|组|团|银行"
)
_POSTED = re.compile(
    rf"^[\u4e00-\u9fffA-Za-z（）()、，, \u3000]{{0,40}}?(?:{_POST})[ \u3000]*({_NAME})$"
)
_BODY_AND_NAME = re.compile(rf"^{_CJK}{{2,30}}(?:{_BODY})[ \u3000]+({_NAME})$")
_LABELLED = re.compile(rf"^(?:文|撰文|作者)\s?[/／|丨]\s?({_NAME})$")
_BARE = re.compile(rf"^[（(]?({_NAME})[）)]?$")
_SIGNING_BODY = re.compile(rf"^[\u4e00-\u9fff（）()“”、 \u3000]{{2,40}}(?:{_BODY})$")


def _person(text: str) -> str | None:
    name = re.sub(r"\s", "", text)
    return name if name[0] in _SURNAMES else None


def byline(text: str) -> str | None:
    """The name in an author line: a post or body with a name (某局局长李明), or 文/李明."""
    if len(text) > 50:
        return None
    for pattern in (_LABELLED, _POSTED, _BODY_AND_NAME):
        match = pattern.match(text)
        if match and (name := _person(match[1])):
            return name
    return None


def bare_name(text: str) -> str | None:
    """A line that may be nothing but a name. Weak: ask for other evidence (a date beside it)."""
    match = _BARE.match(text)
    return _person(match[1]) if match else None


def plain_name(text: str) -> str | None:
    """A line that is a name by its form: two characters set apart by a space, or three.

    Three characters that start with a surname which is a common word as well (高, 时) are none.
    """
    if re.fullmatch(rf"{_CJK}[ \u3000]{{1,2}}{_CJK}", text):
        return _person(text)
    if re.fullmatch(rf"{_CJK}{{3}}", text) and text[0] not in _WORDLIKE:
        return _person(text)
    return None


def signing_body(text: str) -> bool:
    """Whether a line can be the body that signs a paper (某某县人民政府办公室)."""
    return bool(_SIGNING_BODY.match(text))
