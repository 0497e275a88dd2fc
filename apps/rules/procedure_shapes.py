"""What a procedure is made of: steps with a side, predecessors, limits and ways back. The tables are in `procedures`."""

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
    STOP_PROPOSED = "stop_proposed"
    CHECK_ASKED = "check_asked"
    VISIT_ASKED = "visit_asked"
    CARE_ASKED = "care_asked"
    APPRAISAL_ASKED = "appraisal_asked"


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
