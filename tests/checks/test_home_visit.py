"""入户调查: planned in time, two investigators, both sides sign, photographs, absent attempts, four eyes, emergencies."""

import datetime as dt
from dataclasses import replace

import pytest

from apps.applications.services import submit_first_review
from apps.checks import services
from apps.checks.models import HomeVisit, VisitPlan
from apps.checks.queries import visit_summary
from apps.core import clock
from apps.core.errors import Refused
from apps.documents.models import Attachment
from apps.documents.services import Upload
from apps.journal.models import Event
from apps.offices.models import Jurisdiction
from apps.routing.models import StepState
from apps.standards.models import Standard, StandardCode
from tests import factories
from tests.documents import pdfs
from tests.documents.pictures import signature, upload

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 11, 5)
SIGNED = services.VisitPictures(sheet=upload(name="signed.jpg"))
DRAWING = Upload("签名.png", signature())


@pytest.fixture(autouse=True)
def papers_dir(settings, tmp_path):
    settings.PAPERS_DIR = tmp_path / "papers"


@pytest.fixture
def who():
    return factories.people()


def entry(**changes) -> services.VisitEntry:
    made = services.VisitEntry(
        visited_at=clock.at(DAY, 14, 30),
        investigators=("陈砚秋", "何立群"),
        present="张小满",
        members_seen=2,
        living_conditions="一室一厅",
        seen_against_declared="一致",
        conclusion="情况属实",
        signed_by_household="张小满",
    )
    return replace(made, **changes)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"investigators": ("陈砚秋",)}, "two_investigators"),
        ({"investigators": ("陈砚秋", " 陈砚秋 ")}, "two_investigators"),
        ({"signed_by_household": " "}, "signature_missing"),
        ({"conclusion": ""}, "conclusion_missing"),
        ({"investigators": ("邻街甲", "第三方乙"), "contractor": "某调查公司"}, "no_official"),
        ({"seen": (services.Seeing("住房", "differs"),)}, "difference_without_words"),
        ({"mode": "phone"}, "must_go"),
        ({"mode": "video"}, "must_go"),
        ({"visited_at": clock.at(DAY + dt.timedelta(days=1), 9)}, "visit_in_future"),
    ],
)
def test_a_visit_is_refused_and_leaves_nothing_behind(who, changes, code):
    case = factories.accepted(who)
    with pytest.raises(Refused) as refused:
        services.record_visit(case, entry(**changes), pictures=SIGNED, by=who.clerk, on=DAY)
    assert refused.value.code == code
    assert not HomeVisit.objects.exists()
    assert not Attachment.objects.exists()


def test_nobody_at_home_is_an_attempt_and_the_step_stays_open(who):
    case = factories.accepted(who)
    for hour in (10, 16):
        services.record_absence(
            case,
            visited_at=clock.at(DAY, hour),
            investigators=("陈砚秋", "何立群"),
            note="敲门无人应答",
            by=who.clerk,
            on=DAY,
        )
    step = case.steps.get(name="home_visit")
    assert step.state == StepState.STARTED
    assert HomeVisit.objects.filter(met=False).count() == 2


def test_investigators_who_work_at_the_street_are_linked_and_others_are_named(who):
    case = factories.accepted(who)
    visit = services.record_visit(
        case,
        entry(investigators=("陈砚秋", "何立群", "协理员王某")),
        pictures=SIGNED,
        by=who.clerk,
        on=DAY,
    )
    linked = {row.name: row.user for row in visit.investigators.all()}
    assert linked == {"陈砚秋": who.clerk, "何立群": who.colleague, "协理员王某": None}


def test_the_second_investigator_does_not_review_the_case(who):
    case = factories.accepted(who)
    factories.checked(who, case, DAY)
    services.record_visit(
        case, entry(investigators=("陈砚秋", "周文渊")), pictures=SIGNED, by=who.clerk, on=DAY
    )
    visit = case.steps.get(name="home_visit").home_visits.get()
    visit.investigators.filter(name="周文渊").update(user=who.reviewer)
    factories.handed_over(who, case, DAY)
    with pytest.raises(Refused, match="您参加过本件的入户调查"):
        submit_first_review(case, approve=True, text="同意", by=who.reviewer, on=DAY)


# Signatures and photographs ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "pictures",
    [
        services.VisitPictures(),
        services.VisitPictures(household=DRAWING),
        services.VisitPictures(household=DRAWING, investigators=(DRAWING,)),
        services.VisitPictures(investigators=(DRAWING, DRAWING)),
    ],
    ids=["none", "family only", "one investigator", "family missing"],
)
def test_both_sides_sign_each_of_them_or_the_sheet_is_photographed(who, pictures):
    case = factories.accepted(who)
    with pytest.raises(Refused) as refused:
        services.record_visit(case, entry(), pictures=pictures, by=who.clerk, on=DAY)
    assert (refused.value.code, refused.value.field) == ("signature_missing", "signed_sheet")
    assert not HomeVisit.objects.exists()


def test_the_signed_sheet_may_be_a_pdf_of_several_pages(who):
    case = factories.accepted(who)
    sheet = Upload("调查表.pdf", pdfs.scan(2))
    visit = services.record_visit(
        case, entry(), pictures=services.VisitPictures(sheet=sheet), by=who.clerk, on=DAY
    )
    assert [one.use for one in visit.pictures.all()] == ["sheet", "sheet"]


def test_drawn_signatures_say_whose_they_are(who):
    case = factories.accepted(who)
    pictures = services.VisitPictures(household=DRAWING, investigators=(DRAWING, DRAWING))
    visit = services.record_visit(case, entry(), pictures=pictures, by=who.clerk, on=DAY)
    assert [(row.use, row.signer) for row in visit.pictures.all()] == [
        ("household", "张小满"),
        ("investigator", "陈砚秋"),
        ("investigator", "何立群"),
    ]
    assert visit_summary(case).signed_text == "双方已在屏幕上签名"


def test_an_empty_signature_is_none(who):
    blank = Upload("签名.png", png_of_nothing())
    pictures = services.VisitPictures(household=blank, investigators=(DRAWING, DRAWING))
    with pytest.raises(Refused, match="签名是空白的"):
        services.record_visit(factories.accepted(who), entry(), pictures=pictures, by=who.clerk, on=DAY)


def png_of_nothing() -> bytes:
    from io import BytesIO

    from PIL import Image

    made = BytesIO()
    Image.new("RGBA", (600, 220), (0, 0, 0, 0)).save(made, "PNG")
    return made.getvalue()


def test_photographs_that_came_before_the_form_belong_to_the_visit(who):
    case = factories.accepted(who)
    services.attach_visit_photos(case, [upload(10)], by=who.clerk, on=DAY)
    services.attach_visit_photos(case, [upload(10), upload(90)], by=who.clerk, on=DAY)
    visit = services.record_visit(case, entry(), pictures=SIGNED, by=who.clerk, on=DAY)
    assert visit.pictures.filter(use="photo").count() == 2
    with pytest.raises(Refused):
        services.attach_visit_photos(case, [upload(40)], by=who.clerk, on=DAY)


def test_what_was_seen_stands_first_where_it_differs(who):
    case = factories.accepted(who)
    seen = (
        services.Seeing("张小满", "same", "本人"),
        services.Seeing("张小满 工资性收入", "differs", "当月 3,230.00 元", "另在早市摆摊"),
    )
    services.record_visit(case, entry(seen=seen), pictures=SIGNED, by=who.clerk, on=DAY)
    lines = visit_summary(case).lines
    assert [(line.kind, line.note) for line in lines] == [("differs", "另在早市摆摊"), ("equal", "")]


# The plan, the contractor, the emergency ------------------------------------------------------------------------


def plan(case, who, day: dt.date, **options):
    names = ("陈砚秋", "何立群")
    moment = clock.at(day, 9, 30)
    return services.start_visit(
        case, planned_at=moment, investigators=names, by=who.clerk, on=factories.ACCEPTED, **options
    )


def test_a_visit_is_planned_within_three_working_days(who):
    case = factories.accepted(who)
    plan(case, who, dt.date(2026, 11, 6))
    assert case.steps.get(name="home_visit").state == StepState.STARTED
    assert Event.objects.filter(kind="home_visit").get().summary.startswith("约定11月6日 9:30入户")


def test_a_later_day_needs_its_reason_and_a_past_one_is_refused(who):
    case = factories.accepted(who)
    for day, code in ((dt.date(2026, 11, 9), "plan_too_late"), (dt.date(2026, 11, 2), "plan_in_past")):
        with pytest.raises(Refused) as refused:
            plan(case, who, day)
        assert refused.value.code == code
    plan(case, who, dt.date(2026, 11, 9), late_reason="申请人住院")
    plan(case, who, dt.date(2026, 11, 5))
    assert VisitPlan.objects.count() == 2


def test_a_contracted_surveyor_goes_along_with_an_official(who):
    case = factories.accepted(who)
    made = entry(investigators=("陈砚秋", "第三方乙"), contractor="某社会工作服务中心")
    visit = services.record_visit(case, made, pictures=SIGNED, by=who.clerk, on=DAY)
    assert [(row.name, row.official) for row in visit.investigators.order_by("pk")] == [
        ("陈砚秋", True),
        ("第三方乙", False),
    ]


def test_in_a_declared_emergency_a_visit_may_be_made_by_telephone_and_says_so(who):
    case = factories.accepted(who)
    Standard.objects.create(
        code=StandardCode.objects.get(code="contactless_visit"),
        jurisdiction=Jurisdiction.objects.get(code="TJ"),
        value="true",
        valid_from=dt.date(2026, 11, 1),
        document_title="启动应急响应的通知",
    )
    visit = services.record_visit(case, entry(mode="phone", signed_by_household=""), by=who.clerk, on=DAY)
    assert visit.mode == "phone"
    assert "以电话方式调查" in Event.objects.filter(kind="home_visit").get().summary
    assert visit_summary(case).signed_text == "非接触调查，没有签字"
