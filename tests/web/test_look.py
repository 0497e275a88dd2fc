"""The look: how numbers, days and marks are written, and that no page carries a colour, style or script of its own."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from django import forms
from django.template import Context, Template
from django.template.loader import get_template, render_to_string

from apps.core.forms import WordedForm
from apps.core.icons import ICONS
from apps.core.shapes import HUKOU, RESIDENCE, Problem, Rail, RailStop, Ruler, RulerCell, RulerLabel
from apps.core.templatetags.look import BADGES, badge, problems

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
STYLES = sorted((ROOT / "static" / "css").rglob("*.css"))


def say(source: str, **context: object) -> str:
    return Template(source).render(Context(context))


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Decimal("1241"), "1,241.00"),
        (Decimal("-336"), "−336.00"),
        (Decimal("1234.565"), "1,234.57"),
        (Decimal("-0.001"), "0.00"),
        (None, "—"),
    ],
)
def test_money_has_two_places_groups_and_a_true_minus(value, words):
    assert say("{{ value|money }}", value=value) == words


def test_money_refuses_a_float():
    with pytest.raises(TypeError):
        say("{{ value|money }}", value=1241.0)


@pytest.mark.parametrize(
    ("value", "words"),
    [(Decimal("412"), "+412.00"), (Decimal("-655"), "−655.00"), (0, "0"), (3, "+3"), (-1, "−1")],
)
def test_a_change_shows_its_sign(value, words):
    assert say("{{ value|change }}", value=value) == words


def test_shares_are_percentages_of_one():
    assert say("{{ value|pct }}", value=Decimal("0.065")) == "6.5%"


def test_days_are_written_the_chinese_way():
    day = date(2026, 11, 21)
    assert say("{{ d|cn_date }} {{ d|cn_day }} {{ d|cn_month }} {{ d|weekday }}", d=day) == (
        "2026年11月21日 11月21日 2026年11月 星期六"
    )


def test_times_are_local():
    assert say("{{ t|cn_datetime }}", t=datetime(2026, 11, 17, 8, 5, tzinfo=UTC)) == "11月17日 16:05"


def test_a_missing_day_is_empty():
    assert say("[{{ d|cn_date }}]", d=None) == "[]"


def test_stress_escapes_what_it_marks():
    assert say("{{ t|stress:s }}", t="a<b>c", s="<b") == "a<b>&lt;b</b>&gt;c"


@pytest.mark.parametrize("kind", BADGES)
def test_every_badge_has_an_icon_and_words(kind):
    text = badge(kind)
    assert "<svg" in text
    assert re.sub(r"<[^>]+>", "", text)


def test_there_are_twelve_badges():
    assert len(BADGES) == 12


def test_a_seal_names_its_side():
    assert 'title="户籍地"' in say("{% seal 'hukou' %}")
    assert say("{% seal '居' %}") == say("{% seal 'residence' %}")
    assert say("{% seal '' %}") == ""


def rail(*stops: RailStop) -> Rail:
    return Rail("南开区学府街道", "河东区大王庄街道", "陈砚秋", "周文渊", HUKOU, stops)


def test_the_rail_changes_lane_with_an_elbow_at_a_hand_over():
    columns = rail(
        RailStop("移送", RESIDENCE, "done"),
        RailStop("初审", HUKOU, "now"),
        RailStop("公示", HUKOU, "later", both=True),
    ).columns
    assert [(column.before, column.after) for column in columns] == [
        ("", "half"),
        ("down", "straight"),
        ("straight", ""),
    ]
    assert [column.after_past for column in columns] == [True, False, False]


def test_a_step_of_both_sides_stands_in_both_lanes():
    drawn = rail(RailStop("移送", RESIDENCE, "done"), RailStop("公示", HUKOU, "later", both=True))
    assert [stop.name for stop in drawn.residence_stops] == ["移送", "公示"]
    assert [stop.name for stop in drawn.hukou_stops] == ["公示"]


def test_the_ruler_gives_each_label_the_cells_until_the_next():
    ruler = Ruler(
        "办结期限",
        3,
        20,
        tuple(RulerCell("left") for _ in range(20)),
        (RulerLabel(11, "乙"), RulerLabel(2, "甲")),
    )
    assert [(label.text if label else "", size) for label, size in ruler.segments] == [
        ("", 1),
        ("甲", 9),
        ("乙", 10),
    ]


class AddressForm(WordedForm):
    address = forms.CharField(label="居住地址")
    housing = forms.ChoiceField(label="住房", choices=[("a", "公租房")])


def test_the_error_summary_uses_the_words_beside_the_fields():
    form = AddressForm({})
    assert problems([form]) == [Problem("请填写居住地址", "id_address"), Problem("请选择住房", "id_housing")]
    page = render_to_string("components/_form.html", {"form": form, "submit": "保存地址"})
    assert page.count("请填写居住地址") == 2
    assert 'href="#id_address"' in page
    assert 'aria-describedby="id_address_error"' in page


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_every_template_compiles(path):
    get_template(str(path.relative_to(ROOT / "templates")))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_has_a_style_or_script_of_its_own(path):
    text = path.read_text()
    assert not re.search(r"\sstyle\s*=", text)
    assert "<style" not in text
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)
    assert not re.search(r"\son[a-z]+\s*=", text)
    assert not re.search(r"(?:src|href)=\"(?:https?:)?//", text)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_shouts_or_names_an_unknown_icon(path):
    text = path.read_text()
    assert "！" not in text
    for name in re.findall(r'{% icon "([^"]+)"', text):
        assert name in ICONS


@pytest.mark.parametrize(
    "path", [path for path in STYLES if path.name != "tokens.css"], ids=lambda path: path.name
)
def test_colours_come_from_the_tokens(path):
    text = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.S)
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b(?![^{]*\{)", text)
    assert not re.search(r"\b(?:rgb|hsl)a?\(", text)
    if path.name == "paper.css":
        return  # Official papers are printed in the printer's own black; only hexadecimal colours are looked for.
    for value in re.findall(r"(?:color|background|border|fill|stroke)[a-z-]*:\s*([^;]+);", text):
        assert not re.search(r"\b(?:white|black|gr[ae]y|silver|red|green|blue)\b", value)


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_style_files_stay_short_and_ask_no_other_host(path):
    text = path.read_text()
    assert len(text.splitlines()) <= 300
    assert "url(" not in text
    assert "@import" not in text
