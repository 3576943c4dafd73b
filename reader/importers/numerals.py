"""Numbers of lists and headings, written as office programs write them.

The names are those of OOXML (ST_NumberFormat, ECMA-376 part 1, 17.18.59), the richest set; the
other formats map theirs to it.
"""

_DIGITS = "零一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_LEGAL_TRADITIONAL = "零壹貳參肆伍陸柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_PAIRS = 60
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_LARGEST = 9999
# Runs of enclosed characters: (first number, last number, code point of the first).
_CIRCLED = ((1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1))
_ENCLOSED = {
    "decimalEnclosedCircle": _CIRCLED,
    "decimalEnclosedCircleChinese": _CIRCLED,
    "decimalEnclosedFullstop": ((1, 20, 0x2488),),
    "decimalEnclosedParen": ((1, 20, 0x2474),),
    "ideographEnclosedCircle": ((1, 10, 0x3280),),
}
_COUNTING = frozenset(
    {"chineseCountingThousand", "taiwaneseCountingThousand", "taiwaneseCounting"}
    | {"japaneseCounting", "ideographDigital2"}
)
SILENT = frozenset({"none", "bullet"})


def numeral(style: str, number: int) -> str:
    """`number` in a style; styles that we do not know are written in Arabic digits."""
    if style in SILENT:
        return ""
    if not 1 <= number <= _LARGEST:
        return str(number)
    if style in _ENCLOSED:
        return _enclosed(style, number)
    if style in _COUNTING or (style == "chineseCounting" and number < 100):
        return counting(number)
    if style in ("chineseCounting", "ideographDigital", "japaneseDigitalTenThousand"):
        return _digitwise(number, "〇" + _DIGITS[1:])
    if style == "koreanDigital2":
        return _digitwise(number, _DIGITS)
    if style == "chineseLegalSimplified":
        return counting(number, _LEGAL, "拾佰仟", short=False)
    if style in ("ideographLegalTraditional", "japaneseLegal"):
        return counting(number, _LEGAL_TRADITIONAL, "拾佰仟", short=False)
    return _western(style, number)


def counting(
    number: int, digits: str = _DIGITS, units: str = "十百千", *, short: bool = True
) -> str:
    """Chinese counting from 1 to 9999: 十二, 一百零五, 三千零二十.

    `short`: 十二 instead of 一十二 at the start.
    """
    parts: list[str] = []
    zero = False
    for power in range(3, -1, -1):
        digit = number // 10**power % 10
        if digit == 0:
            zero = bool(parts)
            continue
        if zero:
            parts.append(digits[0])
            zero = False
        one_ten = short and power == 1 and digit == 1 and not parts
        parts.append(("" if one_ten else digits[digit]) + (units[power - 1] if power else ""))
    return "".join(parts)


def _western(style: str, number: int) -> str:
    if style in ("upperRoman", "lowerRoman"):
        text = _roman(number)
        return text if style == "upperRoman" else text.lower()
    if style in ("upperLetter", "lowerLetter"):
        letter = chr(ord("A") + (number - 1) % 26) * min((number - 1) // 26 + 1, 20)
        return letter if style == "upperLetter" else letter.lower()
    if style in ("decimalFullWidth", "decimalFullWidth2"):
        return _digitwise(number, "０１２３４５６７８９")
    if style == "decimalZero":
        return f"{number:02d}"
    # Office programs go on in Arabic digits behind the last stem, branch or pair of them.
    if style == "ideographTraditional" and number <= len(_STEMS):
        return _STEMS[number - 1]
    if style == "ideographZodiac" and number <= len(_BRANCHES):
        return _BRANCHES[number - 1]
    if style == "ideographZodiacTraditional" and number <= _PAIRS:
        return _STEMS[(number - 1) % 10] + _BRANCHES[(number - 1) % 12]
    if style == "numberInDash":
        return f"- {number} -"
    return str(number)


def _digitwise(number: int, digits: str) -> str:
    return "".join(digits[int(digit)] for digit in str(number))


def _enclosed(style: str, number: int) -> str:
    for first, last, code in _ENCLOSED[style]:
        if first <= number <= last:
            return chr(code + number - first)
    return str(number)


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        text += letters * (number // value)
        number %= value
    return text


def with_label(label: str, text: str) -> str:
    """A text behind its number: a gap where the reader sees one, none after 、 or ）."""
    if not label or not text:
        return label + text
    return label + ("" if label[-1] in "、，。．：）】〕》」]" else " ") + text
