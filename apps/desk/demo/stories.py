"""Telling the live cases of the table through the services."""

import random
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from apps.applications.entry import AssetEntry
from apps.desk.demo import households as h
from apps.desk.demo.days import Days, days_ago
from apps.desk.demo.people import Register
from apps.desk.demo.story_table import GRANTED, STORIES, Story, zhang_xiaoman
from apps.desk.demo.streets import Street
from apps.desk.demo.telling import Telling


def tell_stories(
    stories: Sequence[Story], streets: dict[str, Street], days: Days, rng: random.Random, register: Register
) -> int:
    """Tell all of them, the oldest application first, so that numbers follow the days. Returns how many."""
    for story in sorted(stories, key=lambda story: -days_ago(story.until, story.ago)["submit"]):
        _tell(story, streets, days, rng, register)
    return len(stories)


def _tell(
    story: Story, streets: dict[str, Street], days: Days, rng: random.Random, register: Register
) -> None:
    ago = story.ago - (story.turn == "due_today" and not days.is_working_day)
    dates = {name: days.back(count) for name, count in days_ago(story.until, ago).items()}
    telling = Telling(streets)
    entry = _entry(story, streets, dates["submit"], days, rng, register)
    for name, day in dates.items():
        if name == "decide" and story.approve and not telling.is_as_noticed(day):
            return  # a standard changed while the notice hung: it is reviewed and posted again
        _step(telling, story, name, entry, day)
    _turn(telling, story, days)


def _entry(story: Story, streets: dict[str, Street], on, days: Days, rng: random.Random, register: Register):
    draft = h.draw(story.kind, story.name, rng=rng, register=register, day=days.day)
    residence, hukou = (streets[key] for key in story.sides)
    entry = h.entry_of(draft, residence=residence, hukou=hukou, on=on, applied=story.at)
    if story.kind is zhang_xiaoman:
        home = AssetEntry("home", "public_rental", area=Decimal("46.20"))
        deposit = AssetEntry("monetary", "deposit", amount=Decimal("12000.00"))
        entry = replace(entry, assets=(deposit, home))
    return h.with_materials(entry, story.missing)


def _step(telling: Telling, story: Story, name: str, entry, day) -> None:
    """One usual step; a case at one street is not handed over, a proposal to deny is not posted."""
    match name:
        case "submit":
            telling.submit(entry, day)
        case "check_done":
            telling.findings(story.differences, day)
            telling.check_done(day)
        case "hand_over":
            if telling.case.split and telling.front is not telling.hukou:
                telling.hand_over(day, story.message)
        case "receive":
            if entry.programme == "tekun_support":
                telling.self_care(day)
            telling.receive(day)
        case "review":
            if entry.single_choice:
                telling.choose(entry.single_choice, day)
            telling.review(day, approve=story.approve)
        case "post" | "take_down":
            if story.approve:
                getattr(telling, name)(day)
        case "decide":
            telling.decide(day, approve=story.approve)
        case _:
            getattr(telling, name)(day)


def _turn(telling: Telling, story: Story, days: Days) -> None:
    """What happened after the last usual step."""
    ago, back = story.ago, days.back
    match story.turn:
        case "supplement":
            telling.supplement(back(ago))
        case "check_only":
            telling.check_start(back(ago - 1))
        case "relative":
            telling.relative(back(ago))
        case "visit_planned":
            telling.visit_planned(back(ago - 1))
        case "absent":
            telling.absent(back(ago - 1), 10)
            telling.absent(back(ago - 2), 16)
        case "asked":
            telling.asked(back(ago - 1))
        case "findings":
            telling.findings(story.differences, back(ago - 1))
        case "send_back":
            telling.send_back("入户调查表缺少家庭成员签字，请补签后再移送。", back(ago - 1))
        case "send_back_again":
            _send_back_and_again(telling, back, ago)
        case "post_hukou":
            telling.post(back(0), sides=("hukou",))
        case "post_residence":
            telling.post(back(0), sides=("residence",))
        case "post_full":
            telling.post(_full_today(days))
        case "objection":
            telling.objection(back(ago - 2))
        case "appraisal":
            telling.objection(back(ago - 1))
            telling.appraisal(back(ago - 2), held=back(0))
        case "withdraw":
            telling.withdraw("已找到工作，家庭收入可以维持生活", back(ago - 1))
        case "announce_hukou":
            telling.announce(back(ago - 1), sides=("hukou",))


def _send_back_and_again(telling: Telling, back, ago: int) -> None:
    """Sent back once, visited anew and handed over a second time."""
    telling.send_back("家庭实际居住人口与申报不一致，请重新入户核实。", back(ago - 1))
    telling.visit(back(ago - 3))
    telling.hand_over(back(ago - 4), "已重新入户，居住人口以本次调查为准。")


def _full_today(days: Days):
    """The working day on which something was posted that hangs its seventh day on the day (or did so just before)."""
    week_ago = [count for count in range(4, 12) if (days.day - days.back(count)).days >= 7]
    return days.back(week_ago[0])


def names() -> Sequence[str]:
    """Who applies in the stories; nobody else is called so."""
    return tuple(story.name for story in (*GRANTED, *STORIES))
