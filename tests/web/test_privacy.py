"""No page tells more than it must: no whole number, no birth date beside the tail of an identity number.

Every page that a person can reach by links is looked at, over a case at every stage.
"""

import re
from collections.abc import Iterator

import pytest

from apps.households.models import BankAccount, Person
from apps.journal.models import Event
from apps.rules.id_number import check_digit
from tests.web.conftest import PERSONS
from tests.web.crawling import Page, Visit, walk

EIGHTEEN = re.compile(r"(?<![0-9A-Za-z])\d{17}[\dXx](?![0-9A-Za-z])")
MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
ACCOUNT = re.compile(r"(?<![0-9A-Za-z])\d{13,30}(?![0-9A-Za-z])")
SIGNED_IN = [person for person, login in PERSONS.items() if login]


@pytest.fixture(scope="module")
def secrets(world) -> dict:
    """What must not be shown: the numbers of everybody in the scenes."""
    return {
        "people": list(Person.objects.all()),
        "numbers": [
            *(person.id_number for person in Person.objects.all() if person.id_number),
            *(person.phone for person in Person.objects.all() if person.phone),
            *(account.number for account in BankAccount.objects.all()),
        ],
    }


@pytest.mark.parametrize("person", SIGNED_IN)
def test_no_page_tells_more_than_it_must(world, secrets, person):
    visits = list(walk(world.clients[person], "/"))
    wrong = [
        f"{visit.url}（来自 {visit.came_from}）：{what}"
        for visit in visits
        for what in troubles(visit, secrets)
    ]
    print(f"{person}: {len(visits)} pages")
    assert not wrong, "\n".join(wrong)
    assert len(visits) >= 5


def troubles(visit: Visit, secrets: dict) -> Iterator[str]:
    """What is wrong with a page that a link offered."""
    response, page = visit.response, visit.page
    if response.status_code not in (200, 302):
        yield f"连到 {response.status_code}"
    if response.get("Cache-Control") != "no-store":
        yield "可以被缓存"
    if not re.search(r"default-src '(self|none)'", response.get("Content-Security-Policy", "")):
        yield "没有内容安全策略"
    if page:
        yield from (f"完整号码 {number}" for number in whole_numbers(page.text, secrets["numbers"]))
        yield from (f"{name}的出生日期和证件尾号" for name in given_away(page.text, secrets["people"]))
        yield from (f"搜索词“{name}”会进入网址" for name in asked_in_the_address(page))


def whole_numbers(text: str, known: list[str]) -> list[str]:
    """Whole identity numbers, mobile numbers and accounts in a page."""
    found = [number for number in EIGHTEEN.findall(text) if check_digit(number[:17]) == number[-1].upper()]
    return found + MOBILE.findall(text) + ACCOUNT.findall(text) + [one for one in known if one in text]


def given_away(text: str, people: list[Person]) -> list[str]:
    """Whose birth date stands beside three or more of the last digits of the same number."""
    return [
        person.name
        for person in people
        if person.id_number
        and person.name in text
        and any(birth in text for birth in births(person))
        and re.search(rf"(?<![\d,])\d?{person.id_number[-3:]}(?![\d.])", text)
    ]


def births(person: Person) -> list[str]:
    born = person.birth_date
    return [
        f"{born.year}年{born.month}月{born.day}日",
        f"{born:%Y-%m-%d}",
        f"{born:%Y%m%d}",
        f"{born:%Y.%m.%d}",
    ]


def asked_in_the_address(page: Page) -> list[str]:
    """Searches that would put a name into an address."""
    return [
        name for form in page.forms if form.method == "get" for name in form.names if name in ("terms", "q")
    ]


def test_the_checks_see_what_they_look_for(secrets):
    """What the checks above must find, so that an empty page does not pass for a private one."""
    someone = next(person for person in secrets["people"] if person.id_number and person.phone)
    assert whole_numbers(f"身份证号 {someone.id_number}", [])
    assert whole_numbers(f"手机 {someone.phone}", [])
    assert whole_numbers("账号 6222000000001234567", [])
    assert given_away(f"{someone} {births(someone)[0]} 尾号 {someone.id_number[-4:]}", [someone])
    assert given_away(f"{someone} {births(someone)[1]} *{someone.id_number[-3:]}", [someone])
    assert not given_away(f"{someone} 尾号 {someone.id_number[-4:]}", [someone])
    assert asked_in_the_address(Page('<form><input name="terms"></form>'))


@pytest.mark.parametrize(
    ("what", "field"), [("person", "id_number"), ("person", "phone"), ("account", "number")]
)
def test_a_whole_number_is_shown_once_and_leaves_one_event(world, what, field):
    held = world.scenes.things[f"{what} accepted"]
    url = f"/people/{held}/reveal/" if what == "person" else f"/households/accounts/{held}/reveal/"
    subject = (Person if what == "person" else BankAccount).objects.get(pk=held)
    number, client = getattr(subject, field), world.clients["clerk"]
    with world.undone(client):
        before = Event.objects.count()
        assert number not in client.get(url).content.decode()
        shown = client.post(url, {"field": field, "reason": "与公安核对户籍"})
        assert shown.content.decode().count(number) == 1
        assert shown["Cache-Control"] == "no-store"
        event = Event.objects.order_by("pk").last()
        assert Event.objects.count() == before + 1
        assert (event.kind, event.actor_name) == ("reveal", "陈砚秋")
        assert "与公安核对户籍" in event.summary
        assert number not in f"{event.summary}{event.detail}"
        assert number not in client.get(url).content.decode()


def test_without_a_reason_no_number_is_shown_and_nothing_is_recorded(world):
    held = world.scenes.things["person accepted"]
    before = Event.objects.count()
    answer = world.clients["clerk"].post(f"/people/{held}/reveal/", {"field": "id_number", "reason": " "})
    assert answer.status_code == 422
    assert "请填写用途" in answer.content.decode()
    assert Person.objects.get(pk=held).id_number not in answer.content.decode()
    assert Event.objects.count() == before


def test_what_one_searches_for_stands_in_no_address(world):
    head = Person.objects.get(pk=world.scenes.things["person accepted"])
    for terms in (head.name, head.id_number, head.id_number[-4:], head.phone):
        found = world.clients["clerk"].post("/search/", {"terms": terms})
        assert found.status_code in (200, 302)
        assert terms not in found.get("Location", ""), terms
        assert world.clients["clerk"].get("/search/", {"terms": terms}).status_code == 200
        assert head.name not in world.clients["clerk"].get("/search/", {"terms": terms}).content.decode()


def test_papers_hold_no_whole_number(world, secrets):
    from io import BytesIO

    from pypdf import PdfReader

    for paper in ("decided", "roster"):
        pdf = world.clients["approver"].get(f"/papers/{world.scenes.things[f'paper {paper}']}/pdf")
        text = "".join(page.extract_text() for page in PdfReader(BytesIO(pdf.content)).pages)
        assert len(text) > 100
        assert not whole_numbers(text, secrets["numbers"]), paper
