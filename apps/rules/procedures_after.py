"""What comes after the first decision, as tables: 定期核查, 主动报告, and the takeover of an existing register.

One case, one clock: the hukou street reviews and decides, the residence street visits and checks where it is asked to.
The evidence steps exist only once somebody asked for them, so that an unchanged household costs nobody a journey.
"""

from dataclasses import replace

from .procedure_shapes import Condition, Procedure, Side, Since, Step

_CHECK = Step(
    name="economic_check",
    label="核对",
    side=Side.FRONT,
    only_if=Condition.CHECK_ASKED,
    source="57号 第十七条、第三十一条",
)
_VISIT = Step(
    name="home_visit",
    label="入户调查",
    side=Side.FRONT,
    only_if=Condition.VISIT_ASKED,
    source="57号 第十五条、第三十一条；一城通办流程 3-3",
)
_DECISION = Step(
    name="decision",
    label="审核确认",
    side=Side.DECIDER,
    apart_from=("economic_check", "home_visit"),
    documents=("adjustment_letter", "review_form"),
    source="57号 第三十二条",
)

# 《最低生活保障审核确认办法》（民发〔2021〕57号）第三十一条、第三十二条；《措施》7；东丽台账 6
PERIODIC_REVIEW = Procedure(
    name="periodic_review",
    kind="periodic_review",
    label="定期核查",
    steps=(
        _CHECK,
        _VISIT,
        Step(
            name="periodic_review",
            label="定期核查",
            side=Side.HUKOU,
            after=("economic_check", "home_visit"),
            returns=("economic_check", "home_visit"),
            source="57号 第三十一条；《措施》7；东丽台账 6",
        ),
        replace(
            _DECISION,
            after=("periodic_review",),
            returns=("periodic_review",),
            apart_from=("economic_check", "home_visit", "periodic_review"),
        ),
    ),
    total="review_cycle",
)

# 57号 第三十条「…应当及时告知…」、第三十二条; verified only in what changed.
CHANGE_REPORT = Procedure(
    name="change_report",
    kind="change_report",
    label="主动报告",
    steps=(
        Step(
            name="change_report",
            label="主动报告",
            side=Side.INTAKE,
            source="57号 第三十条；《社会救助暂行办法》第十三条",
        ),
        replace(_CHECK, after=("change_report",)),
        replace(_VISIT, after=("change_report",)),
        Step(
            name="self_care",
            label="自理能力评估",
            side=Side.HUKOU,
            after=("change_report",),
            within="self_care_reassessment",
            only_if=Condition.CARE_ASKED,
            documents=("self_care_form",),
            source="43号 第二十三条",
        ),
        Step(
            name="verification",
            label="变更核实",
            side=Side.HUKOU,
            after=("change_report", "economic_check", "home_visit", "self_care"),
            returns=("economic_check", "home_visit"),
            source="57号 第三十二条",
        ),
        replace(
            _DECISION,
            after=("verification",),
            returns=("verification",),
            apart_from=("economic_check", "home_visit", "verification"),
        ),
    ),
)

# 43号 第二十六条「…拟终止救助供养的特困人员…公示，公示期为7日」: only who is proposed to be stopped is posted.
_STOP_NOTICE = Step(
    name="public_notice",
    label="公示",
    side=Side.POSTING,
    within="public_notice",
    since=Since.STARTED,
    only_if=Condition.STOP_PROPOSED,
    documents=("public_notice",),
    source="《特困人员认定办法》（民发〔2021〕43号）第二十六条",
)


def _with_stop_notice(table: Procedure, name: str, label: str) -> Procedure:
    """The same procedure for tekun: a stop that is proposed hangs seven days in both places before it is decided."""
    *before, decision = table.steps
    opinion = decision.after
    return replace(
        table,
        name=name,
        label=label,
        programmes=("tekun_support",),
        steps=(
            *before,
            replace(_STOP_NOTICE, after=opinion, returns=opinion),
            replace(decision, after=(*opinion, "public_notice")),
        ),
    )


TEKUN_REVIEW = _with_stop_notice(PERIODIC_REVIEW, "tekun_review", "特困定期核查")
TEKUN_CHANGE = _with_stop_notice(CHANGE_REPORT, "tekun_change", "特困主动报告")

# An office brings the register along that it has kept so far: each household gets a case and a decision of its own.
TAKEOVER = Procedure(
    name="takeover",
    kind="takeover",
    label="接管登记",
    steps=(
        Step(name="takeover", label="接管登记", side=Side.HUKOU, source="民发〔2021〕57号 第二十五条"),
        replace(_DECISION, after=("takeover",), apart_from=("takeover",), documents=()),
    ),
    total=None,
)

AFTER_DECISION = (PERIODIC_REVIEW, TEKUN_REVIEW, CHANGE_REPORT, TEKUN_CHANGE, TAKEOVER)
