"""The procedures of the law as tables: which step follows which, on whose side, within what limit.

Buttons, guards, work lists, deadlines, the diagram in README and the step tests all come from these tables;
nothing repeats them. A step that belongs to two offices (POSTING) is done by each of them.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum


class Side(StrEnum):
    """A role of the routing answer (`apps.rules.routing`); a case stores which office plays it."""

    INTAKE = "intake"
    FRONT = "front"
    HUKOU = "hukou"
    POSTING = "posting"
    DECIDER = "decider"


class Since(StrEnum):
    """From when the limit of a step runs."""

    OPENED = "opened"
    STARTED = "started"
    ACCEPTED = "accepted"


class Condition(StrEnum):
    """What must be true of a case for a step to be done at all; otherwise the step is passed over."""

    TWO_OFFICES = "two_offices"
    PROPOSED = "proposed"
    APPROVED = "approved"


@dataclass(frozen=True, slots=True)
class Step:
    """One row of a procedure.

    `after`: all of these must be done (or passed over) first; steps with the same `after` run in parallel.
    `begin_within`: the deadline rule (`apps.rules.deadlines`) by which the step must have begun, from its opening.
    `within`: the one by which it must be done, counted `since`. `returns`: the steps to which one may go back; going back opens a new
    round of that step and of what follows it, and the statutory clock goes on. `apart_from`: whoever did one
    of these may not do this step (four eyes). `documents`: the papers that the step issues.
    """

    name: str
    label: str
    side: Side
    after: tuple[str, ...] = ()
    begin_within: str | None = None
    within: str | None = None
    since: Since = Since.OPENED
    only_if: Condition | None = None
    returns: tuple[str, ...] = ()
    apart_from: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Procedure:
    """The steps of one kind of case, in the order in which they are shown.

    `name`: how the diagram in README is called. `programmes`: for which ones; () stands for all others of the kind.
    `total`: the deadline rule of the whole case, from its acceptance; None where each step has its own limit.
    """

    name: str
    kind: str
    label: str
    steps: tuple[Step, ...]
    programmes: tuple[str, ...] = ()
    total: str | None = "decision_total"

    def step(self, name: str) -> Step:
        """The row called `name`; KeyError if the procedure has none."""
        return {step.name: step for step in self.steps}[name]

    @property
    def names(self) -> tuple[str, ...]:
        """All step names in order."""
        return tuple(step.name for step in self.steps)

    def followers(self, name: str) -> Iterator[str]:
        """The steps that come, directly or not, after `name`, in order."""
        reached = {name}
        for step in self.steps:
            if reached.intersection(step.after):
                reached.add(step.name)
                yield step.name

    def reopened_by(self, names: Collection[str]) -> tuple[str, ...]:
        """What gets a new round when one goes back to `names`: these and all that follows them."""
        again = set(names)
        for name in names:
            again.update(self.followers(name))
        return tuple(name for name in self.names if name in again)

    def ready(self, finished: Collection[str], conditions: Mapping[Condition, bool]) -> tuple[Step, ...]:
        """The steps that can begin now: not finished, and all before them finished or passed over."""
        passed = set(finished) | {step.name for step in self.steps if not applies(step, conditions)}
        return tuple(
            step
            for step in self.steps
            if step.name not in passed and all(before in passed for before in step.after)
        )


def applies(step: Step, conditions: Mapping[Condition, bool]) -> bool:
    """Whether the case needs the step; an undecided condition counts as true, so that it is still shown."""
    return step.only_if is None or conditions.get(step.only_if, True)


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
            name="first_review",
            label="初审",
            side=Side.HUKOU,
            after=("economic_check", "home_visit", "hand_over"),
            returns=("economic_check", "home_visit", "hand_over"),
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


def _changed(table: Procedure, **changes: Mapping[str, object]) -> tuple[Step, ...]:
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
        "after": ("economic_check", "home_visit", "self_care", "hand_over"),
        "returns": ("economic_check", "home_visit", "self_care", "hand_over"),
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

PROCEDURES: tuple[Procedure, ...] = (APPLICATION, TEKUN, RIGID)


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
