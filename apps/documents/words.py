"""Fixed words of the papers: programmes, their legal bases, duties, other help."""

from dataclasses import dataclass

METHOD = "《最低生活保障审核确认办法》（民发〔2021〕57号）"
TEKUN_METHOD = "《特困人员认定办法》（民发〔2021〕43号）"
_METHOD_ARTICLES = {
    "accept": "第十一条",
    "supplement": "第十条",
    "public_notice": "第十九条",
    "decision": "第二十一条",
    "denial": "第二十一条",
    "announcement": "第二十四条",
}
_TEKUN_ARTICLES = {
    "accept": "第十二条",
    "supplement": "第十二条",
    "public_notice": "第十五条",
    "decision": "第十六条",
    "denial": "第十八条",
    "announcement": "第十七条",
    "self_care": "第二十一条、第二十二条",
    "stop_notice": "第二十六条",
}
RIGID_METHOD = "《刚性支出困难家庭认定办法》"


@dataclass(frozen=True)
class ProgrammeWords:
    """How a programme is called: in titles, in sentences, its money, and who fulfils its conditions."""

    full: str
    money: str
    status: str


PROGRAMMES = {
    "dibao": ProgrammeWords("最低生活保障", "低保金", "最低生活保障条件"),
    "edge_household": ProgrammeWords("最低生活保障边缘家庭", "救助金", "最低生活保障边缘家庭条件"),
    "tekun_support": ProgrammeWords("特困人员救助供养", "救助供养金", "特困人员救助供养条件"),
    "rigid_expenditure": ProgrammeWords("刚性支出困难家庭", "", "刚性支出困难家庭条件"),
}

DUTIES = (
    "家庭人口、收入、财产发生变化的，请及时告知街道。",
    "隐瞒不报的，停发并追回多领的款项。",
)
TEKUN_DUTIES = (
    "收入、财产、生活自理能力或者供养方式发生变化的，请及时告知街道。",
    "隐瞒不报的，终止供养并追回多领的款项。",
)
RIGID_DUTIES = (
    "收入、财产、支出发生变化的，请及时告知街道。",
    "到期后仍有困难的，可以重新申请认定。",
)
OTHER_HELP = (
    "遇到突发性、紧迫性、临时性困难的，可以向街道申请临时救助。",
    "医疗、教育、住房、就业等方面有困难的，街道可以帮您转到有关部门。",
    "家庭情况发生变化后，可以重新申请。",
)

# 《特困人员认定办法》第二十七条: whoever is no longer tekun is looked at for the other programmes.
AFTER_TEKUN = (
    "不再符合特困供养条件，但符合低保、低保边缘家庭或者临时救助条件的，街道应当及时纳入；请向街道提出。"
)


def other_help_after(programme: str, effect: str) -> tuple[str, ...]:
    """What else there is when something ends."""
    ends_tekun = programme == "tekun_support" and effect == "stop"
    return (AFTER_TEKUN, *OTHER_HELP) if ends_tekun else OTHER_HELP


def adjustment_basis(programme: str, effect: str) -> str:
    """The articles on which a review or a change of a standing award rests."""
    if programme == "tekun_support":
        return TEKUN_METHOD + ("第二十三条" if effect != "stop" else "第二十四条、第二十六条")
    if effect == "review":
        return METHOD + "第三十一条"
    articles = {"taper": "第三十三条", "keep": "第三十一条"}
    return METHOD + articles.get(effect, "第三十二条")


def recovery_basis(*, fraud: bool) -> str:
    """On what a recovery rests: the measures of the city, and for what was obtained by fraud the regulation."""
    measures = "天津市《关于改革完善社会救助制度的措施》第七条"
    return f"《社会救助暂行办法》（国务院令第649号）第六十八条、{measures}" if fraud else measures


def duties_of(programme: str) -> tuple[str, ...]:
    """What the letter reminds the household of."""
    return {"tekun_support": TEKUN_DUTIES, "rigid_expenditure": RIGID_DUTIES}.get(programme, DUTIES)


def basis_of(programme: str, step: str) -> str:
    """The article on which a paper rests, with its document."""
    if programme == "tekun_support":
        return TEKUN_METHOD + _TEKUN_ARTICLES[step]
    if programme == "rigid_expenditure":
        return RIGID_METHOD
    return METHOD + _METHOD_ARTICLES[step]
