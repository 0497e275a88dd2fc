"""Writing offices, people and duties. Every change is an event at the office concerned."""

import datetime as dt
from typing import Any

from django.db import transaction

from apps.core.chinese import date_text, span_text
from apps.core.errors import Refused
from apps.core.names import normalise_name, pinyin_key
from apps.journal.kinds import EventKind
from apps.journal.services import record
from apps.offices import access
from apps.offices.models import Community, Duty, Office, User
from apps.offices.roles import Role


@transaction.atomic
def create_user(
    username: str, *, full_name: str, password: str | None = None, is_staff: bool = False, by, on: dt.date
) -> User:
    """Make an account; without a password nobody can sign in with it yet. Refused: user_exists, name_*."""
    name = normalise_name(full_name)
    if User.objects.filter(username__iexact=username).exists():
        raise Refused("user_exists", f"没有新建。登录名“{username}”已有人使用；请换一个登录名。", "username")
    user = User(username=username, full_name=name, pinyin=pinyin_key(name), is_staff=is_staff)
    user.set_password(password)
    user.save()
    record(EventKind.USER, by=by, on=on, summary=f"新建人员{name}（{username}）。", detail={"user": user.pk})
    return user


@transaction.atomic
def update_user(user: User, *, by, on: dt.date, **changes: Any) -> User:
    """Change full_name, phone, email, is_active or is_staff; a lock-out holds from the next request on.

    Records keep the name of their day. Refused: lock_oneself, name_*.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    if "full_name" in changes:
        changes["full_name"] = normalise_name(changes["full_name"])
        changes["pinyin"] = pinyin_key(changes["full_name"])
    if changes.get("is_active") is False and by is not None and by.pk == user.pk:
        raise Refused("lock_oneself", "没有停用。不能停用自己的账号；请由另一名系统管理员办理。", "is_active")
    before = str(user)
    changed = _apply(user, changes)
    if changed:
        summary = f"更改{before}的账号：{_labels(User, changed)}。"
        record(EventKind.USER, by=by, on=on, summary=summary, detail={"user": user.pk, "fields": changed})
    return user


@transaction.atomic
def note_sign_in(user: User, *, on: dt.date) -> None:
    """Record that `user` signed in, at the office of the first duty."""
    record(EventKind.SIGN_IN, by=user, on=on, office=_office_of(user, on), summary=f"{user}登录。")


@transaction.atomic
def note_sign_out(user: User, *, on: dt.date) -> None:
    """Record that `user` signed out."""
    record(EventKind.SIGN_OUT, by=user, on=on, office=_office_of(user, on), summary=f"{user}退出。")


@transaction.atomic
def note_password_set(user: User, *, by, on: dt.date) -> None:
    """Record that an administrator set a new password for `user`; the password itself is nowhere but in its hash."""
    record(EventKind.USER, by=by, on=on, summary=f"重设{user}的密码。", detail={"user": user.pk})


@transaction.atomic
def assign_duty(
    user: User,
    *,
    office: Office,
    role: Role,
    valid_from: dt.date,
    valid_to: dt.date | None = None,
    by,
    on: dt.date,
) -> Duty:
    """Give `user` a role at an office for the days from–to, both included.

    Nobody gives a duty to themselves (separated administrators, 等保 2.0, 8.1.4.2).
    Refused: own_duty, days_in_order, duty_overlap.
    """
    if by is not None and by.pk == user.pk:
        raise Refused("own_duty", "没有任职。不能给自己设岗位；请由另一名系统管理员办理。", "user")
    if valid_to is not None and valid_to < valid_from:
        raise Refused("days_in_order", "没有任职。终止日期早于起始日期；请改正日期。", "valid_to")
    User.objects.select_for_update().get(pk=user.pk)
    _refuse_overlap(user, office, role, valid_from, valid_to)
    duty = Duty.objects.create(user=user, office=office, role=role, valid_from=valid_from, valid_to=valid_to)
    access.forget(user)
    summary = f"{user}任{office}{duty.get_role_display()}，{span_text(valid_from, valid_to)}。"
    record(EventKind.DUTY, by=by, on=on, office=office, summary=summary, detail={"duty": duty.pk})
    return duty


@transaction.atomic
def end_duty(duty: Duty, *, valid_to: dt.date, by, on: dt.date) -> Duty:
    """Let a duty end with `valid_to`, its last day. Refused: days_in_order, duty_ended."""
    user = duty.user
    duty = Duty.objects.select_for_update().get(pk=duty.pk)
    if valid_to < duty.valid_from:
        raise Refused("days_in_order", "没有结束。最后一天早于任职的起始日期；请改正日期。", "valid_to")
    if duty.valid_to is not None and duty.valid_to <= valid_to:
        raise Refused(
            "duty_ended",
            f"没有结束。这项任职的最后一天是{date_text(duty.valid_to)}，只能提前；续任请新增一项任职。",
            "valid_to",
        )
    duty.valid_to = valid_to
    duty.save(update_fields=["valid_to"])
    access.forget(user)
    summary = f"{user}不再担任{duty.office}{duty.get_role_display()}，最后一天{date_text(valid_to)}。"
    record(EventKind.DUTY, by=by, on=on, office=duty.office, summary=summary, detail={"duty": duty.pk})
    return duty


@transaction.atomic
def update_office(office: Office, *, by, on: dt.date, **changes: str) -> Office:
    """Change the names or the address of an office; papers already issued keep theirs. Refused: short_name_taken."""
    office = Office.objects.select_for_update().get(pk=office.pk)
    if Office.objects.filter(short_name=changes.get("short_name")).exclude(pk=office.pk).exists():
        raise Refused(
            "short_name_taken", "没有保存。这个文号简称已有别的机构使用；请另取一个。", "short_name"
        )
    changed = _apply(office, changes)
    if changed:
        summary = f"更改{office}的登记信息：{_labels(Office, changed)}。"
        record(EventKind.OFFICE, by=by, on=on, office=office, summary=summary, detail={"fields": changed})
    return office


@transaction.atomic
def add_community(office: Office, *, code: str, name: str, by, on: dt.date) -> Community:
    """Add a community (社区、村) to a street. Refused: community_exists."""
    _refuse_same_community(office, code, name)
    community = Community.objects.create(office=office, code=code, name=name)
    record(EventKind.OFFICE, by=by, on=on, office=office, summary=f"新增社区（村）{name}。")
    return community


@transaction.atomic
def rename_community(community: Community, *, name: str, by, on: dt.date) -> Community:
    """Give a community its new name. Refused: community_exists."""
    _refuse_same_community(community.office, "", name, but=community)
    before, community.name = community.name, name
    community.save(update_fields=["name"])
    summary = f"社区（村）更名：{before}改为{name}。"
    record(EventKind.OFFICE, by=by, on=on, office=community.office, summary=summary)
    return community


def _refuse_same_community(office: Office, code: str, name: str, *, but: Community | None = None) -> None:
    others = Community.objects.exclude(pk=but.pk if but else None)
    if others.filter(code=code).exists() or others.filter(office=office, name=name).exists():
        raise Refused(
            "community_exists", f"没有保存。{office}已有这个社区的名称，或者代码已被使用；请核对。", "name"
        )


def _apply(row: Office | User, changes: dict[str, Any]) -> list[str]:
    """Set and save what differs; returns the names of the changed fields."""
    changed = [name for name, value in changes.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, changes[name])
    if changed:
        row.save(update_fields=changed)
    return changed


def _labels(model: type[Office] | type[User], names: list[str]) -> str:
    return "、".join(str(model._meta.get_field(name).verbose_name) for name in names if name != "pinyin")


def _office_of(user: User, on: dt.date) -> Office | None:
    duty = access.current_duty(user, on)
    return duty.office if duty else None


def _refuse_overlap(
    user: User, office: Office, role: str, valid_from: dt.date, valid_to: dt.date | None
) -> None:
    """The same user, office and role once a day; the database refuses it too."""
    held = Duty.objects.filter(user=user, office=office, role=role).exclude(valid_to__lt=valid_from)
    clash = (held.filter(valid_from__lte=valid_to) if valid_to else held).first()
    if clash:
        raise Refused(
            "duty_overlap",
            f"没有任职。{user}已任{office}{clash.get_role_display()}（{span_text(clash.valid_from, clash.valid_to)}），"
            "日期重叠；请先结束原来的任职。",
            "valid_from",
        )
