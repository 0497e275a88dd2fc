"""民主评议: convened by the hukou office, held at the residence; roll, votes, minutes.

「由户籍地负责组织民主评议，居住地配合…在居住地举行」（一城通办流程 2-4）；「村（居）民代表人数不得少于参加评议总人数的三分之二」（民发〔2012〕220号
第二十二条，已废止，沿用其办法）
"""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from apps.core.errors import Refused
from apps.documents.models import Attachment, AttachmentKind
from apps.documents.services import Upload, attach_pictures, issue_document
from apps.journal.kinds import EventKind
from apps.offices.access import may
from apps.offices.roles import Permission
from apps.publicity import queries
from apps.publicity.models import Appraisal, AppraisalMember, Conclusion
from apps.publicity.queries import appraisal_paper
from apps.routing.models import Case, StepState
from apps.routing.services import advance, record_on_case, return_case, stop_asking, take_step
from apps.rules.appraisal import conclusion_of, enough_representatives


@dataclass(frozen=True, slots=True)
class MemberEntry:
    """One name for the roll. `role`: a code of `AppraisalMember.ROLES`."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class AppraisalEntry:
    """What the minutes say. `attended`: ids of those of the roll who came; the votes are theirs."""

    attended: Collection[int]
    policy_talk: str
    situation: str
    discussion: str
    votes_for: int
    votes_against: int
    abstentions: int
    dissent: str = ""


@transaction.atomic
def convene_appraisal(
    case: Case, *, held_at: dt.datetime, place: str, host: str, by, on: dt.date
) -> Appraisal:
    """召集: when, where and under whom; convened again, the new invitation replaces the old one."""
    step = take_step(case, "appraisal", by=by, on=on)
    if timezone.localtime(held_at).date() < on:
        raise Refused("held_in_past", "没有召集。评议时间早于今天；请选今天或以后的时间。", "held_at")
    offices = queries.appraisal_offices(step.case)
    values = {
        "organiser": offices.organiser,
        "assistant": offices.assistant,
        "place_office": offices.place,
        "held_at": held_at,
        "place": place.strip(),
        "host": host.strip(),
        "convened_by": by,
    }
    appraisal, _ = Appraisal.objects.update_or_create(step=step, defaults=values)
    local = timezone.localtime(held_at)
    helper = f"，{offices.assistant}协助" if offices.assistant else ""
    summary = f"召集民主评议：{local:%-m月%-d日 %-H:%M}在{place.strip()}，主持人{host.strip()}{helper}。"
    advance(step, by=by, on=on, summary=summary, to=StepState.STARTED)
    return appraisal


@transaction.atomic
def name_members(case: Case, entries: Sequence[MemberEntry], *, by, on: dt.date) -> list[AppraisalMember]:
    """提名: the office where it is held (or the organiser) names who is invited; named again, the new roll counts."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    appraisal = queries.appraisal_to_hold(case)
    if appraisal is None:
        raise Refused("not_convened", "没有保存。评议还没有召集；请户籍地街道先定时间和地点。")
    office = next(
        (
            office
            for office in (appraisal.place_office, appraisal.organiser)
            if may(by, Permission.APPRAISAL, office, on)
        ),
        None,
    )
    if office is None:
        raise PermissionDenied
    _check_names(case, entries)
    appraisal.members.all().delete()
    made = [
        AppraisalMember.objects.create(appraisal=appraisal, name=one.name.strip(), role=one.role, named_by=by)
        for one in entries
    ]
    summary = f"提出评议人员名单 {len(made)} 人。"
    record_on_case(EventKind.APPRAISAL, case, office=office, by=by, on=on, summary=summary)
    return made


@transaction.atomic
def record_appraisal(
    case: Case, entry: AppraisalEntry, *, minutes: Upload | None, by, on: dt.date
) -> Appraisal:
    """Keep roll, votes and minutes. A majority goes to the first review; a tie to a new visit, without a second appraisal."""
    step = take_step(case, "appraisal", by=by, on=on)
    appraisal = queries.appraisal_to_hold(step.case)
    if appraisal is None:
        raise Refused("not_convened", "没有保存。评议还没有召集；请先定时间和地点。")
    came = [member for member in appraisal.members.all() if member.pk in set(entry.attended)]
    _check_held(appraisal, came, entry, minutes, on)
    for member in appraisal.members.all():
        member.attended = member.pk in set(entry.attended)
        member.save()
    for field in ("policy_talk", "situation", "discussion", "dissent"):
        setattr(appraisal, field, getattr(entry, field).strip())
    for field in ("votes_for", "votes_against", "abstentions"):
        setattr(appraisal, field, getattr(entry, field))
    appraisal.conclusion = conclusion_of(entry.votes_for, entry.votes_against)
    appraisal.minutes = _kept(step.case, minutes, by, on)
    appraisal.recorded_by, appraisal.recorded_on = by, on
    appraisal.save()
    _go_on(step, appraisal, len(came), by, on)
    return appraisal


def _go_on(step, appraisal: Appraisal, came: int, by, on: dt.date) -> None:
    paper = issue_document(
        "appraisal_record",
        case=step.case,
        office=step.office,
        context=appraisal_paper(appraisal),
        by=by,
        on=on,
    )
    votes = (
        f"赞成 {appraisal.votes_for} 票，反对 {appraisal.votes_against} 票，弃权 {appraisal.abstentions} 票"
    )
    words = Conclusion(appraisal.conclusion).label
    summary = f"民主评议：到会 {came} 人，{votes}，{words}。{paper.number}"
    if appraisal.conclusion == Conclusion.TIED:
        record_on_case(EventKind.APPRAISAL, step.case, office=step.office, by=by, on=on, summary=summary)
        stop_asking(step.case, "appraisal")
        return_case(step, ["home_visit"], reason="民主评议票数相等，须重新入户调查核实", by=by, on=on)
    else:
        advance(step, by=by, on=on, summary=summary)


def _check_names(case: Case, entries: Sequence[MemberEntry]) -> None:
    names = [one.name.strip() for one in entries if one.name.strip()]
    if len(names) != len(entries) or not names:
        raise Refused("name_missing", "没有保存。每一行都要有姓名。", "members")
    if len(set(names)) < len(names):
        raise Refused(
            "name_twice", "没有保存。名单里有重复的姓名；同名的请加注，例如 王秀英（3号楼）。", "members"
        )
    family = {party.person.name for party in case.parties.select_related("person")}
    family |= set(case.close_relatives.filter(cancelled_on__isnull=True).values_list("staff_name", flat=True))
    own = family & set(names)
    if own:
        raise Refused(
            "not_impartial",
            f"没有保存。{'、'.join(sorted(own))}是申请家庭成员或备案近亲属，不得参加评议；请换人。",
            "members",
        )
    _check_representatives([one.role for one in entries], "members")


def _check_representatives(roles: Sequence[str], field: str) -> None:
    representatives = sum(role == "representative" for role in roles)
    if not enough_representatives(representatives, len(roles)):
        raise Refused(
            "representatives_missing",
            f"没有保存。{len(roles)} 人中居（村）民代表 {representatives} 人，须不少于三分之二；请增加代表。",
            field,
        )


def _check_held(
    appraisal: Appraisal, came, entry: AppraisalEntry, minutes: Upload | None, on: dt.date
) -> None:
    if timezone.localtime(appraisal.held_at).date() > on:
        raise Refused(
            "not_held_yet",
            f"没有保存。评议定在{timezone.localtime(appraisal.held_at):%-m月%-d日}；开过以后再登记，提前开的请重新召集。",
        )
    if not came:
        raise Refused("nobody_came", "没有保存。请勾选到会人员。", "attended")
    _check_representatives([member.role for member in came], "attended")
    if entry.votes_for + entry.votes_against + entry.abstentions != len(came):
        raise Refused(
            "votes_do_not_add_up",
            f"没有保存。到会 {len(came)} 人，三项票数合计须等于到会人数；请核对票数。",
            "votes_for",
        )
    if minutes is None:
        raise Refused(
            "minutes_missing", "没有保存。请上传到会人员签字的评议记录照片；签字后才算开过评议。", "minutes"
        )


def _kept(case: Case, minutes: Upload, by, on: dt.date) -> Attachment:
    """The photograph, or the first page of a PDF; its other pages stand among the attachments of the case."""
    return attach_pictures(
        case,
        [minutes],
        kind=AttachmentKind.MINUTES,
        by=by,
        on=on,
        permission=Permission.APPRAISAL,
        field="minutes",
        paged=True,
    )[0]
