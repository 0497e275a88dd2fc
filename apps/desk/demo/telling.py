"""Taking one case on through the real services, each step by the right person at the right street."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from apps.applications import services as applications
from apps.applications.entry import Entry
from apps.applications.queries.evidence import case_facts
from apps.benefits import queries as benefits
from apps.care import services as care
from apps.care.services import SelfCareEntry
from apps.checks import services as checks
from apps.checks.models import Finding
from apps.checks.queries import declared_things, last_check
from apps.core import clock
from apps.desk.demo.centre import answers_to
from apps.desk.demo.pictures import board, payslip, room, signed_sheet
from apps.desk.demo.streets import Street
from apps.publicity import services as publicity
from apps.publicity.queries import last_notice, usual_place
from apps.routing import services as routing
from apps.routing.models import Case
from apps.routing.special_times import emergency_of
from apps.rules.facts.tekun import INDICATORS

DOSSIER = ("社会救助申请表", "核对授权书", "核对报告（分析版）", "入户调查表", "材料目录")
EQUAL_SOURCES = (
    ("hukou", "members", "共同生活成员"),
    ("vehicle", "vehicle", "车辆"),
    ("securities", "other", "证券、基金"),
    ("insurance", "other", "商业保险"),
    ("market", "company", "市场主体"),
)


@dataclass(frozen=True, slots=True)
class Difference:
    """What a source found against what was declared: `of` is income or deposit; unsettled without a reason.

    With `proof` there is a picture of it too.
    """

    of: str
    source: str
    label: str
    found: Decimal
    reason: str = ""
    proof: str = ""


class Telling:
    """One case while it is told. The streets are found by office, so that both sides act for themselves."""

    def __init__(self, streets: dict[str, Street]) -> None:
        self._by_office = {street.office.pk: street for street in streets.values()}
        self.case: Case | None = None

    @property
    def front(self) -> Street:
        return self._by_office[self.case.front_office_id]

    @property
    def hukou(self) -> Street:
        return self._by_office[self.case.hukou_office_id]

    @property
    def intake(self) -> Street:
        return self._by_office[self.case.intake_office_id]

    @property
    def photographed(self) -> bool:
        """Every second family has pictures, so that pages with and without them can be seen."""
        return self.case.pk % 2 == 0

    def submit(self, entry: Entry, on: dt.date) -> None:
        by = self._by_office[entry.applied_at.pk].clerk
        self.case = applications.submit_application(entry, by=by, on=on)

    def supplement(self, on: dt.date) -> None:
        missing = self.case.application.materials.filter(state="missing").values_list("name", flat=True)
        note = "窗口已当面告知，可拍照补交。"
        applications.request_supplement(
            self.case, items=list(missing), note=note, by=self.intake.clerk, on=on
        )

    def accept(self, on: dt.date) -> None:
        applications.accept_application(self.case, by=self.intake.clerk, on=on)

    def relative(self, on: dt.date) -> None:
        """A colleague of the street says himself that the applicant is a relative of his wife; he stands aside."""
        street = self.intake
        declared = routing.RelativeEntry("by_marriage", self.case.applicant, "staff", user=street.colleague)
        routing.register_relative(self.case, declared, by=street.clerk, on=on)

    def withdraw(self, reason: str, on: dt.date) -> None:
        applications.withdraw_application(self.case, reason=reason, by=self.intake.clerk, on=on)

    def check_start(self, on: dt.date) -> None:
        by = self.front.clerk
        for supporter in self.case.household.supporters.filter(valid_to__isnull=True):
            note = "在监狱服刑，已去函，未取得本人签字。"
            checks.record_authorisation(
                self.case, supporter=supporter, signed_on=on, form="none", note=note, by=by, on=on
            )
        checks.start_check(self.case, by=by, on=on)

    def findings(self, differences: Sequence[Difference], on: dt.date) -> None:
        """The answers of the sources: mostly what was declared, one that never answered, and the differences."""
        entries = [self._as_declared(*row, on) for row in EQUAL_SOURCES]
        entries.append(checks.FindingEntry("internet_fin", "monetary", "互联网金融", declared_text="无"))
        entries += [self._differing(one, on) for one in differences]
        if not any(one.of == "deposit" for one in differences):
            entries.append(self._deposit_as_declared(on))
        by = self.front.clerk
        checks.record_findings(self.case, entries, by=by, on=on)
        for one in differences:
            if one.reason:
                finding = Finding.objects.get(check_done__step__case=self.case, label=one.label)
                proof = {"proof": one.proof, "pictures": [payslip()]} if one.proof else {}
                checks.settle_finding(finding, adopt=True, reason=one.reason, **proof, by=by, on=on)

    def asked(self, on: dt.date) -> None:
        """The check centre has answered, all but one source."""
        check = last_check(self.case)
        request = checks.open_request(check, channel="http", by=self.front.clerk, on=on)
        request.tries = 1
        request.save(update_fields=["tries"])
        checks.apply_answers(request, list(answers_to(request, self.case.household, on)), on=on)

    def check_done(self, on: dt.date) -> None:
        number = f"核{on.year}-{self.front.office.code[3:]}-{self.case.pk:04d}"
        checks.complete_check(self.case, report_number=number, by=self.front.clerk, on=on)

    def visit_planned(self, on: dt.date) -> None:
        street = self.front
        checks.start_visit(
            self.case,
            planned_at=clock.at(on, 9, 30),
            investigators=(str(street.clerk), str(street.colleague)),
            late_reason="申请人住院，出院后入户。",
            by=street.clerk,
            on=on,
        )

    def absent(self, on: dt.date, hour: int) -> None:
        street = self.front
        checks.record_absence(
            self.case,
            visited_at=clock.at(on, hour, 40),
            investigators=(str(street.clerk), str(street.colleague)),
            note="家中无人，电话无人接听，已留便条。",
            by=street.clerk,
            on=on,
        )

    def visit(self, on: dt.date) -> None:
        head, persons = self.case.applicant, self.case.parties.count()
        street, afar = self.front, emergency_of(self.case, on) is not None
        entry = checks.VisitEntry(
            visited_at=clock.at(on, 14, 30),
            mode="video" if afar else "door",
            investigators=(str(street.clerk), str(street.colleague)),
            present=f"{head}等" if persons > 1 else str(head),
            members_seen=max(1, persons - 1),
            living_conditions="住房一处，陈设简单，水电齐全，卫生尚可。",
            seen_against_declared="居住人口、住房与申报一致，没有见到车辆和贵重物品。",
            neighbour_interview="邻居反映一家人常年在此居住，生活节俭。",
            conclusion="生活状况与申报相符，家庭确有困难。",
            signed_by_household="" if afar else str(head),
            seen=tuple(
                checks.Seeing(thing.subject, "same", thing.line) for thing in declared_things(self.case)
            ),
        )
        if self.photographed:
            checks.attach_visit_photos(self.case, [room(0), room(1)], by=street.clerk, on=on)
        signed = checks.VisitPictures(sheet=None if afar else signed_sheet())
        checks.record_visit(self.case, entry, pictures=signed, by=street.clerk, on=on)

    def hand_over(self, on: dt.date, message: str = "材料齐全，请审核。") -> None:
        routing.hand_over_dossier(self.case, items=DOSSIER, message=message, by=self.front.clerk, on=on)

    def receive(self, on: dt.date) -> None:
        routing.receive_dossier(self.case, by=self.hukou.reviewer, on=on)

    def send_back(self, reason: str, on: dt.date) -> None:
        routing.return_dossier(self.case, to=["home_visit"], reason=reason, by=self.hukou.reviewer, on=on)

    def choose(self, choice: str, on: dt.date) -> None:
        """The family signs which of its two ways it takes (单人户)."""
        signed = {"signed_by": self.case.applicant_id, "signed_on": on}
        applications.record_single_choice(self.case, choice=choice, by=self.hukou.reviewer, on=on, **signed)

    def self_care(self, on: dt.date) -> None:
        """Two things he cannot do alone; a nephew looks after him at home."""
        indicators = {name: name not in ("bathe", "walk") for name in INDICATORS}
        assessors = (str(self.hukou.clerk), str(self.hukou.colleague))
        entry = SelfCareEntry(indicators, assessors, on, "dispersed", carer="侄子")
        care.record_self_care(self.case, entry, by=self.hukou.clerk, on=on)

    def review(self, on: dt.date, *, approve: bool = True) -> None:
        text = "家庭收入、财产和入户情况清楚，拟予确认。" if approve else "经核对，不符合条件，拟不予确认。"
        applications.submit_first_review(self.case, approve=approve, text=text, by=self.hukou.reviewer, on=on)

    def post(self, on: dt.date, *, sides: Sequence[str] = ("residence", "hukou")) -> None:
        for number, street in enumerate(self._boards(sides)):
            place = usual_place(self.case, street.office)
            photo = board(number) if self.photographed else None
            publicity.post_notice(self.case, place=place, posted_on=on, photo=photo, by=street.clerk, on=on)

    def objection(self, on: dt.date) -> None:
        content = "邻居反映该户成年子女另有住房和工作，请核实。"
        publicity.record_objection(self.case, content=content, by=self.hukou.clerk, on=on)

    def appraisal(self, on: dt.date, *, held: dt.date) -> None:
        """The neighbours are to be heard; one of the residents' committee is a relative and stands aside."""
        case, reviewer = self.case, self.hukou.reviewer
        brother = routing.RelativeEntry(
            "sibling", case.applicant, "found", staff_name="尹建国", post="社区居委会委员"
        )
        routing.register_relative(case, brother, by=self.front.clerk, on=on)
        publicity.handle_objections(
            case, way="appraisal", plan="查清成年子女的住房和工作", by=reviewer, on=on
        )
        place = usual_place(case, self.front.office).removesuffix("公示栏") + "会议室"
        publicity.convene_appraisal(
            case, held_at=clock.at(held, 15), place=place, host=str(reviewer), by=reviewer, on=on
        )
        roll = [publicity.MemberEntry(f"居民代表{place}", "representative") for place in "甲乙丙丁"]
        roll.append(publicity.MemberEntry("委员戊", "committee"))
        publicity.name_members(case, roll, by=self.front.clerk, on=on)

    def take_down(self, on: dt.date) -> None:
        for street in self._boards():
            proof = (
                {"photo": board(1)} if self.photographed else {"proof": "相机故障；居委会委员甲在场见证。"}
            )
            publicity.remove_notice(self.case, **proof, by=street.clerk, on=on)

    def is_as_noticed(self, on: dt.date) -> bool:
        """Whether the case still comes to the amount that was put to notice."""
        answer = benefits.compute(self.case, case_facts(self.case, on), round=1, on=on)
        return last_notice(self.case).amount == benefits.grant_of(answer).amount

    def decide(self, on: dt.date, *, approve: bool = True) -> None:
        text = (
            "同意初审意见，公示无异议，予以确认。"
            if approve
            else "同意初审意见，不符合救助条件，不予确认；如情况变化可重新申请。"
        )
        applications.submit_decision(self.case, approve=approve, text=text, by=self.hukou.approver, on=on)

    def announce(self, on: dt.date, *, sides: Sequence[str] = ("residence", "hukou")) -> None:
        for street in self._boards(sides):
            place = usual_place(self.case, street.office)
            publicity.post_announcement(self.case, place=place, by=street.clerk, on=on)

    def _boards(self, sides: Sequence[str] = ("residence", "hukou")) -> list[Street]:
        """The streets where something hangs, each once."""
        offices = dict.fromkeys(getattr(self.case, f"{side}_office_id") for side in sides)
        return [self._by_office[office] for office in offices]

    def _as_declared(self, source: str, item: str, label: str, on: dt.date) -> checks.FindingEntry:
        text = f"{self.case.parties.count()} 人" if item == "members" else "无"
        return checks.FindingEntry(source, item, label, declared_text=text, found_text=text, as_of=on)

    def _deposit_as_declared(self, on: dt.date) -> checks.FindingEntry:
        row = self._row("deposit")
        return checks.FindingEntry(
            "bank",
            "monetary",
            "家庭存款",
            declared_amount=row.amount,
            found_amount=row.amount,
            as_of=on,
            asset=row,
        )

    def _differing(self, one: Difference, on: dt.date) -> checks.FindingEntry:
        row = self._row(one.of)
        item = "monetary" if one.of == "deposit" else "income"
        against = {"asset": row} if one.of == "deposit" else {"income": row, "person": row.person}
        return checks.FindingEntry(
            one.source,
            item,
            one.label,
            declared_amount=row.amount,
            found_amount=one.found,
            as_of=on,
            **against,
        )

    def _row(self, of: str):
        """The declared row that something was found about: the deposit, or the first counted income."""
        household = self.case.household
        if of == "deposit":
            return household.assets.get(kind="monetary", valid_to__isnull=True)
        return household.incomes.filter(item="ordinary", valid_to__isnull=True).first()
