"""Writing the finished cases: case, parties, papers handed in, steps with what was found, boards, and an event for each step."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from apps.applications.models import Application, Material
from apps.checks.models import Authorisation, EconomicCheck, HomeVisit, Investigator
from apps.core import clock
from apps.core.bulk import bulk_create_with_history
from apps.desk.demo.bulk import Home
from apps.desk.demo.past import Ruling
from apps.desk.demo.streets import Street
from apps.desk.demo.telling import DOSSIER
from apps.offices.models import User
from apps.publicity.models import Notice, Posting
from apps.publicity.queries import usual_place
from apps.routing import queries as routing
from apps.routing.models import Case, CaseParty, CaseSeries, HandOver, Step
from apps.routing.services.cases import PROGRAMME_WORDS, case_number
from apps.rules.calendar import add_months, has_reached
from apps.rules.procedures import applies, procedure

ADULT = 18
CONSENT_MONTHS = 12  # as `authorisation_validity` says on all these days
# The day of a ruling on which a step began and was done.
DONE = {
    "accept": "accept",
    "economic_check": "check_done",
    "home_visit": "visit",
    "hand_over": "hand_over",
    "first_review": "review",
    "public_notice": "take_down",
    "decision": "decide",
    "announcement": "announce",
}
BEGUN = DONE | {"economic_check": "check_start", "first_review": "receive", "public_notice": "post"}


@dataclass
class Filed:
    """A ruling with its case and steps."""

    home: Home
    ruling: Ruling
    case: Case
    steps: list[Step] = field(default_factory=list)


class CaseWriter:
    """Writes the cases of rulings that come oldest first."""

    def __init__(self, streets: dict[str, Street], homes: Sequence[Home]) -> None:
        self._streets = {street.office.pk: street for street in streets.values()}
        self._homes = {id(home.past): home for home in homes}
        self._series: Counter = Counter()

    def write(self, rulings) -> list[Filed]:
        """All of them; numbers follow the day of application."""
        filed = [self._filed(self._homes[id(past)], ruling) for past, ruling in rulings]
        bulk_create_with_history([one.case for one in filed], Case)
        CaseParty.objects.bulk_create(row for one in filed for row in _parties(one))
        for one in filed:
            one.steps = list(self._steps(one))
        bulk_create_with_history([step for one in filed for step in one.steps], Step)
        self._write_papers(filed)
        self._write_work(filed)
        self._write_series()
        return filed

    def street_of(self, step: Step) -> Street:
        return self._streets[step.office_id]

    def _filed(self, home: Home, ruling: Ruling) -> Filed:
        entry, dates = home.past.entry, ruling.dates
        answer = routing.routing_of(home.household, applied_at=entry.applied_at, on=dates["accept"])
        offices = {street.office.code: street.office for street in self._streets.values()}
        key = (entry.applied_at.pk, PROGRAMME_WORDS[entry.programme], dates["submit"].year)
        self._series[key] += 1
        split = home.past.residence is not home.past.hukou
        return Filed(
            home,
            ruling,
            Case(
                number=case_number(
                    entry.applied_at, entry.programme, dates["submit"].year, self._series[key]
                ),
                programme=entry.programme,
                household=home.household,
                applicant=home.head,
                mode=answer.mode,
                intake_office=offices[answer.steps.intake],
                front_office=offices[answer.steps.economic_check],
                decider_office=offices[answer.steps.decision],
                residence_office=entry.residence_office,
                hukou_office=entry.hukou_office,
                limit_days=answer.limit_working_days,
                extended_reasons=["split_residence"] if split else [],
                submitted_on=dates["submit"],
                accepted_on=dates["accept"],
                proposed=ruling.approve,
                state="closed",
                outcome="approved" if ruling.approve else "denied",
                closed_on=dates["announce"] if ruling.approve else dates["decide"],
            ),
        )

    def _steps(self, one: Filed) -> Iterator[Step]:
        """The steps of the procedure that the case needed, each done at its office by whoever does it there."""
        table, dates, known = procedure(one.case.kind), one.ruling.dates, routing.conditions(one.case)
        done = {row.name for row in table.steps if applies(row, known)}
        for row in table.steps:
            if row.name not in done:
                continue
            waited = [dates[DONE[name]] for name in row.after if name in done]
            for office in routing.offices_for(one.case, row.side):
                by = _who(row.name, self._streets[office.pk])
                yield Step(
                    case=one.case,
                    name=row.name,
                    side=row.side,
                    office=office,
                    assignee=by,
                    state="done",
                    opened_on=max(waited, default=dates["submit"]),
                    started_on=dates[BEGUN[row.name]],
                    done_on=dates[DONE[row.name]],
                    done_by=by,
                )

    def _write_papers(self, filed: Sequence[Filed]) -> None:
        applications = [
            Application(case=one.case, causes=list(one.ruling.entry.causes), pledged=True) for one in filed
        ]
        bulk_create_with_history(applications, Application)
        Material.objects.bulk_create(
            Material(
                application=paper, name=row.name, state=row.state, provided_on=one.ruling.dates["submit"]
            )
            for paper, one in zip(applications, filed, strict=True)
            for row in one.ruling.entry.materials
        )
        Authorisation.objects.bulk_create(row for one in filed for row in _authorisations(one))

    def _write_work(self, filed: Sequence[Filed]) -> None:
        """What the steps left behind: reports, visits, hand-overs, notices on boards."""
        steps = [(one, step) for one in filed for step in one.steps]
        EconomicCheck.objects.bulk_create(_check(*pair) for pair in steps if pair[1].name == "economic_check")
        visits = [self._visit(*pair) for pair in steps if pair[1].name == "home_visit"]
        HomeVisit.objects.bulk_create(visits)
        Investigator.objects.bulk_create(
            Investigator(visit=visit, name=str(user), user=user)
            for visit in visits
            for user in self.street_of(visit.step).staff["clerk"]
        )
        HandOver.objects.bulk_create(self._hand_over(*pair) for pair in steps if pair[1].name == "hand_over")

    def write_notices(self, filed: Sequence[Filed], amounts: dict[int, tuple[int, object]]) -> None:
        """The notices and their postings; `amounts`: case id → persons and yuan a month."""
        for kind, step_name in (("public_notice", "public_notice"), ("announcement", "announcement")):
            shown = [one for one in filed if one.ruling.approve]
            notices = Notice.objects.bulk_create(_notice(one, kind, *amounts[one.case.pk]) for one in shown)
            Posting.objects.bulk_create(
                self._posting(notice, one, step)
                for notice, one in zip(notices, shown, strict=True)
                for step in one.steps
                if step.name == step_name
            )

    def _visit(self, one: Filed, step: Step) -> HomeVisit:
        seen = len(one.ruling.entry.members)
        return HomeVisit(
            step=step,
            visited_at=clock.at(step.done_on, 14, 30),
            present=str(one.home.head),
            members_seen=max(1, seen - 1),
            living_conditions="住房一处，陈设简单，水电齐全。",
            seen_against_declared="居住人口、住房与申报一致。",
            conclusion="生活状况与申报相符。",
            signed_by_household=str(one.home.head),
            recorded_by=step.done_by,
        )

    def _hand_over(self, one: Filed, step: Step) -> HandOver:
        return HandOver(
            case=one.case,
            round=1,
            from_office=step.office,
            to_office=one.case.hukou_office,
            items=list(DOSSIER),
            message="材料齐全，请审核。",
            sent_by=step.done_by,
            sent_on=step.done_on,
            received_by=self._streets[one.case.hukou_office_id].reviewer,
            received_on=one.ruling.dates["receive"],
        )

    def _posting(self, notice: Notice, one: Filed, step: Step) -> Posting:
        taken_down = {"removed_on": step.done_on, "removed_by": step.done_by, "proof": "取下前已拍照留存。"}
        return Posting(
            notice=notice,
            step=step,
            office=step.office,
            place=usual_place(one.case, step.office),
            posted_on=step.started_on,
            posted_by=step.done_by,
            **(taken_down if notice.kind == "public_notice" else {}),
        )

    def _write_series(self) -> None:
        """Where the numbers of the live cases go on."""
        CaseSeries.objects.bulk_create(
            CaseSeries(office_id=office, kind=kind, year=year, last=last)
            for (office, kind, year), last in self._series.items()
        )


def _who(name: str, street: Street) -> User:
    return {"first_review": street.reviewer, "decision": street.approver}.get(name, street.clerk)


def _parties(one: Filed) -> Iterator[CaseParty]:
    for person in one.home.people.values():
        yield CaseParty(case=one.case, person=person, live=False)


def _authorisations(one: Filed) -> Iterator[Authorisation]:
    day = one.ruling.dates["submit"]
    for person in one.home.people.values():
        if has_reached(person.birth_date, ADULT, day):
            yield Authorisation(
                case=one.case, person=person, signed_on=day, valid_until=add_months(day, CONSENT_MONTHS)
            )


def _check(one: Filed, step: Step) -> EconomicCheck:
    return EconomicCheck(
        step=step,
        requested_on=step.started_on,
        requested_by=step.done_by,
        report_number=f"核{step.done_on.year}-{step.office.code[3:]}-{one.case.pk:04d}",
        reported_on=step.done_on,
        valid_until=add_months(step.done_on, 6),
        conclusion="核对结果与申报一致。",
    )


def _notice(one: Filed, kind: str, members: int, amount) -> Notice:
    dates = one.ruling.dates
    made_on: dt.date = dates["review"] if kind == "public_notice" else dates["decide"]
    return Notice(
        case=one.case,
        kind=kind,
        applicant_name=str(one.home.head),
        members=members,
        amount=amount,
        made_on=made_on,
    )
