"""The procedures of the law as tables: which step follows which, on whose side, within what limit.

Buttons, guards, work lists, deadlines, the diagram in README and the step tests all come from these tables;
nothing repeats them. A step that belongs to two offices (POSTING) is done by each of them. What comes after the first
decision stands in `procedures_after`.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from .procedure_shapes import Condition, Procedure, Side, Since, Step, applies
from .procedures_after import AFTER_DECISION

__all__ = [
    "APPLICATION",
    "PROCEDURES",
    "RIGID",
    "TEKUN",
    "Condition",
    "Procedure",
    "Side",
    "Since",
    "Step",
    "applies",
    "diagram",
    "procedure",
    "step_labels",
]

# 天津市社会救助审核确认“一城通办”工作流程 1–3；《最低生活保障审核确认办法》（民发〔2021〕57号）第十条至第二十四条
APPLICATION = Procedure(
    name="application",
    kind="application",
    label="救助申请",
    steps=(
        Step(
            name="accept",
            label="受理",
            side=Side.INTAKE,
            documents=("acceptance_slip", "supplement_notice"),
            source="一城通办流程 1；57号 第十条、第十一条",
        ),
        Step(
            name="economic_check",
            label="核对",
            side=Side.FRONT,
            after=("accept",),
            begin_within="home_visit_start",
            source="一城通办流程 2-1；57号 第十五条、第十七条",
        ),
        Step(
            name="home_visit",
            label="入户调查",
            side=Side.FRONT,
            after=("accept",),
            begin_within="home_visit_start",
            source="一城通办流程 2-2；57号 第十五条、第十六条",
        ),
        Step(
            name="hand_over",
            label="移送",
            side=Side.FRONT,
            after=("economic_check", "home_visit"),
            within="handover",
            only_if=Condition.TWO_OFFICES,
            returns=("economic_check", "home_visit"),
            source="一城通办流程 2-3",
        ),
        Step(
            name="appraisal",
            label="民主评议",
            side=Side.HUKOU,
            after=("economic_check", "home_visit", "hand_over"),
            only_if=Condition.APPRAISAL_ASKED,
            returns=("home_visit",),
            documents=("appraisal_record",),
            source="一城通办流程 2-4；57号 第十九条",
        ),
        Step(
            name="first_review",
            label="初审",
            side=Side.HUKOU,
            after=("economic_check", "home_visit", "hand_over", "appraisal"),
            returns=("economic_check", "home_visit", "hand_over", "appraisal"),
            apart_from=("economic_check", "home_visit"),
            source="一城通办流程 2-3；57号 第十九条",
        ),
        Step(
            name="public_notice",
            label="公示",
            side=Side.POSTING,
            after=("first_review",),
            within="public_notice",
            since=Since.STARTED,
            only_if=Condition.PROPOSED,
            returns=("first_review",),
            documents=("public_notice",),
            source="一城通办流程 2-4；57号 第十九条、第二十四条",
        ),
        Step(
            name="decision",
            label="审核确认",
            side=Side.DECIDER,
            after=("first_review", "public_notice"),
            within="decision_total",
            since=Since.ACCEPTED,
            returns=("first_review",),
            apart_from=("economic_check", "home_visit", "first_review"),
            documents=("decision_letter", "denial_letter"),
            source="一城通办流程 3-1；57号 第二十条至第二十二条",
        ),
        Step(
            name="announcement",
            label="公布",
            side=Side.POSTING,
            after=("decision",),
            only_if=Condition.APPROVED,
            source="一城通办流程 3-1；57号 第二十四条",
        ),
    ),
)


def _changed(table: Procedure, **changes: Mapping[str, Any]) -> tuple[Step, ...]:
    """The steps of a table, some of them with other fields."""
    return tuple(replace(step, **changes.get(step.name, {})) for step in table.steps)


# 《特困人员认定办法》（民发〔2021〕43号）第十条至第二十二条. The self-care assessment runs beside the survey: the care level is
# part of the amount that is reviewed, posted and decided.
_SELF_CARE = Step(
    name="self_care",
    label="自理能力评估",
    side=Side.HUKOU,
    after=("accept",),
    documents=("self_care_form",),
    source="43号 第二十条至第二十二条",
)
_TEKUN_STEPS = _changed(
    APPLICATION,
    accept={"source": "43号 第十条至第十二条"},
    economic_check={
        "begin_within": None,
        "within": "tekun_survey",
        "since": Since.ACCEPTED,
        "source": "43号 第十三条",
    },
    home_visit={
        "begin_within": None,
        "within": "tekun_survey",
        "since": Since.ACCEPTED,
        "source": "43号 第十三条",
    },
    first_review={
        "after": ("economic_check", "home_visit", "self_care", "hand_over", "appraisal"),
        "returns": ("economic_check", "home_visit", "self_care", "hand_over", "appraisal"),
        "within": "tekun_survey",
        "since": Since.ACCEPTED,
        "source": "43号 第十三条",
    },
    public_notice={"source": "43号 第十五条"},
    decision={
        "within": "tekun_confirmation",
        "since": Since.OPENED,
        "apart_from": ("economic_check", "home_visit", "self_care", "first_review"),
        "source": "43号 第十六条、第十八条",
    },
    announcement={"source": "43号 第十七条"},
)
TEKUN = Procedure(
    name="tekun",
    kind="application",
    label="特困供养申请",
    steps=(*_TEKUN_STEPS[:4], _SELF_CARE, *_TEKUN_STEPS[4:]),
    programmes=("tekun_support",),
    total=None,
)

# 《刚性支出困难家庭认定办法》: the way of an application; what is confirmed is a recognition for a time, not money.
RIGID = Procedure(
    name="rigid",
    kind="application",
    label="刚性支出困难家庭认定",
    steps=_changed(
        APPLICATION,
        public_notice={"source": "刚性支出困难家庭认定办法；57号 第十九条、第二十四条"},
        decision={"source": "刚性支出困难家庭认定办法"},
        announcement={"source": "刚性支出困难家庭认定办法"},
    ),
    programmes=("rigid_expenditure",),
)

PROCEDURES: tuple[Procedure, ...] = (APPLICATION, TEKUN, RIGID, *AFTER_DECISION)


def procedure(kind: str, programme: str = "") -> Procedure:
    """The procedure of a kind of case and a programme; KeyError if there is none."""
    tables = [table for table in PROCEDURES if table.kind == kind]
    for table in tables:
        if programme in table.programmes:
            return table
    general = next((table for table in tables if not table.programmes), None)
    if general is None:
        raise KeyError(kind)
    return general


def step_labels() -> dict[str, str]:
    """Every step of any procedure with its word, in order."""
    return {step.name: step.label for table in PROCEDURES for step in table.steps}


def diagram(table: Procedure) -> str:
    """The procedure as a Mermaid flow chart; README holds it, and a test holds README to it."""
    rows = [f"    {step.name}[{step.label}<br/>{step.name} · {step.side}]" for step in table.steps]
    for step in table.steps:
        condition = f"|{step.only_if}|" if step.only_if else ""
        rows += [f"    {before} -->{condition} {step.name}" for before in step.after]
        rows += [f"    {step.name} -.->|退回| {back}" for back in step.returns]
    return "\n".join(["flowchart LR", *rows])
