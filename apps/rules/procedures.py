"""The procedures of the law as tables: which step follows which, on whose side, within what limit.

Buttons, guards, work lists, deadlines, the diagram in README and the step tests all come from these tables;
nothing repeats them. A step that belongs to two offices (POSTING) is done by each of them.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
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
    """The steps of one kind of case, in the order in which they are shown."""

    kind: str
    label: str
    steps: tuple[Step, ...]

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

PROCEDURES: dict[str, Procedure] = {APPLICATION.kind: APPLICATION}


def procedure(kind: str) -> Procedure:
    """The procedure of a kind of case; KeyError if there is none."""
    return PROCEDURES[kind]


def diagram(table: Procedure) -> str:
    """The procedure as a Mermaid flow chart; README holds it, and a test holds README to it."""
    rows = [f"    {step.name}[{step.label}<br/>{step.name} · {step.side}]" for step in table.steps]
    for step in table.steps:
        condition = f"|{step.only_if}|" if step.only_if else ""
        rows += [f"    {before} -->{condition} {step.name}" for before in step.after]
        rows += [f"    {step.name} -.->|退回| {back}" for back in step.returns]
    return "\n".join(["flowchart LR", *rows])
