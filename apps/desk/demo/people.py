"""Invented people: names, identity numbers, telephones and accounts that can belong to nobody."""

import datetime as dt
import random
from collections.abc import Iterable, Iterator
from itertools import product

from apps.rules.id_number import check_digit

# No place ever had this code (天津 is 1201xx, 1202xx), so a number made from it is nobody's; its check digit is right.
NOBODYS_REGION = "129999"
# 154 is the one prefix of 15x that was never allotted to an operator.
NOBODYS_PHONE = "1540000"
# Cards begin with 62, 4 or 5 (ISO/IEC 7812); 9999 is given to no bank.
NOBODYS_ACCOUNT = "999901202"


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


SURNAMES = tuple(
    "张王李赵刘陈杨孙周吴徐马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾田董袁潘于蒋蔡余杜叶程魏苏吕丁任沈姚卢姜"
    "崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
COMPOUND = ("欧阳", "上官", "司徒", "诸葛", "慕容", "尉迟", "令狐", "单于", "长孙", "皇甫")
SOLAR_TERMS = _words(
    "立春 雨水 惊蛰 春分 清明 谷雨 立夏 小满 芒种 夏至 小暑 大暑 立秋 处暑 白露 秋分 寒露 霜降 立冬 小雪 大雪 "
    "冬至 小寒 大寒"
)
WOMEN = _words(
    "青禾 云岫 知夏 念慈 素心 采薇 若兰 静姝 映雪 晚晴 清欢 疏桐 语冰 婉如 月华 紫苏 忍冬 半夏 佩兰 白芷 "
    "秀英 桂珍 玉兰 淑芬 凤琴 金花 银屏 宝珠"
)
MEN = _words(
    "明远 思齐 怀远 长河 北辰 南星 松年 柏青 望川 守拙 若愚 致远 景行 修竹 子衿 当归 远志 厚朴 苍术 "
    "建国 福生 德顺 宝山 玉林 金生 长顺 永和"
)
CHILDREN = _words(
    "禾 苗 穗 朵 舟 帆 晨 曦 沐阳 一诺 星野 小树 麦冬 安然 可可 乐之 知知 明月 南风 听雨 未央 朝朝"
)
# Names that a system of this kind must take: an interpunct, many characters, a character of CJK Extension B.
RARE = ("阿依夏木·买买提", "迪丽努尔·阿卜杜热合曼", "田𠮷安")


class Register:
    """Hands out names and numbers, none of them twice. All choices come from `rng`."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._heads = self._shuffled_heads()
        self._numbers: set[str] = set()
        self._phones = self._accounts = 0

    def head(self) -> str:
        """The name of an applicant: a surname and a solar term, which no registry gives together so often."""
        return next(self._heads)

    def keep(self, names: Iterable[str]) -> None:
        """Take these names out of what `head` hands out."""
        taken = set(names)
        self._heads = (name for name in list(self._heads) if name not in taken)

    def relative(self, surname: str, *, male: bool) -> str:
        return surname + self._rng.choice(MEN if male else WOMEN)

    def child(self, surname: str) -> str:
        return surname + self._rng.choice(CHILDREN)

    def surname(self) -> str:
        return self._rng.choice(SURNAMES)

    def id_number(self, born: dt.date, *, male: bool) -> str:
        """Eighteen characters with a right check digit and a region that is nobody's; odd order numbers are men's."""
        while True:
            body = f"{NOBODYS_REGION}{born:%Y%m%d}{self._rng.randrange(500) * 2 + male:03d}"
            if body not in self._numbers:
                self._numbers.add(body)
                return body + check_digit(body)

    def phone(self) -> str:
        self._phones += 1
        return f"{NOBODYS_PHONE}{self._phones:04d}"

    def account(self) -> str:
        self._accounts += 1
        return f"{NOBODYS_ACCOUNT}{self._rng.randrange(10**6):06d}{self._accounts:04d}"

    def _shuffled_heads(self) -> Iterator[str]:
        plain = [surname + term for surname, term in product(SURNAMES, SOLAR_TERMS)]
        self._rng.shuffle(plain)
        compound = [surname + self._rng.choice(SOLAR_TERMS) for surname in COMPOUND]
        special = [*compound, *RARE]
        for place, name in enumerate(special):
            plain.insert(7 + place * 11, name)
        return iter(plain)


def surname_of(name: str) -> str:
    """The surname of one of our names (those with an interpunct live alone, so nobody takes theirs)."""
    return name[:2] if name[:2] in COMPOUND else name[0]


def born(rng: random.Random, age: int, day: dt.date) -> dt.date:
    """A birthday of somebody who is `age` years old on `day`."""
    return day.replace(year=day.year - age, day=1) - dt.timedelta(days=rng.randrange(1, 330))
