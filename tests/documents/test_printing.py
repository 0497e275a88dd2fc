"""批量打印: every chosen paper is made or says why not, woken twice it counts once, and only its owner takes it."""

import io
import zipfile

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from apps.core.errors import Refused
from apps.documents import rendering, services
from apps.documents.models import DocumentFile, DocumentKind
from apps.documents.queries import print_page
from apps.documents.services import printing
from apps.journal.models import Run
from apps.offices.roles import Role
from tests.documents import makers
from tests.households.makers import user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def papers_dir(settings, tmp_path):
    settings.PAPERS_DIR = tmp_path / "papers"


@pytest.fixture
def approver():
    return user("韩立行", makers.dawangzhuang(), Role.APPROVER)


@pytest.fixture
def papers(approver):
    case = makers.case(approver)
    kinds = (DocumentKind.PUBLIC_NOTICE, DocumentKind.VISIT_FORM, DocumentKind.PLEDGE)
    return [makers.issued(approver, case=case, kind=kind) for kind in kinds]


class AtOnce:
    """A pool that draws when it is asked, so that the tests start no processes."""

    def __init__(self, *args, **kwargs) -> None:
        pass

    def __enter__(self):
        return self

    def __exit__(self, *args) -> None:
        pass

    def submit(self, draw, ready):
        class Done:
            def result(self):
                return draw(ready)

        return Done()


@pytest.fixture
def quick(monkeypatch):
    """No processes and no drawing; what holds 坏 has a character without a glyph."""
    monkeypatch.setattr(printing, "ProcessPoolExecutor", AtOnce)

    def drawn(ready):
        return b"%PDF-1.7 " + ready[0][-20:].encode(), ["𮯠"] if "坏" in ready[0] else [], []

    monkeypatch.setattr(rendering, "drawer", lambda: drawn)


def test_a_batch_says_how_far_it_is_and_is_taken_as_one_file(approver, papers, quick):
    batch = services.order_prints(papers, by=approver, on=makers.DAY)
    assert (print_page(batch).total, print_page(batch).handled) == (3, 0)
    services.print_batch(batch.pk)
    services.print_batch(batch.pk)
    page = print_page(batch)
    assert (page.done, page.excluded, page.left, page.finished) == (3, 0, 0, True)
    client = Client()
    client.force_login(approver, "django.contrib.auth.backends.ModelBackend")
    answer = client.get(page.zip_url)
    names = zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
    assert [name.split()[0] for name in names] == [paper.number for paper in papers]


def test_a_paper_that_cannot_be_drawn_is_listed_with_what_to_do_and_keeps_its_number(approver, papers, quick):
    case = papers[0].case
    context = makers.sheet()
    bad = services.issue_document(
        "pledge",
        case=case,
        office=makers.dawangzhuang(),
        context=type(context)(applicant_name="坏", programme="dibao", parts=context.parts, basis="坏"),
        by=approver,
        on=makers.DAY,
    )
    batch = services.order_prints([*papers, bad], by=approver, on=makers.DAY)
    services.print_batch(batch.pk)
    page = print_page(batch)
    assert (page.done, page.excluded, page.finished) == (3, 1, True)
    [(name, problem)] = page.problems
    assert bad.number in name
    assert "字体里没有" in problem
    assert not DocumentFile.objects.filter(document=bad).exists()
    assert Run.objects.get(key=batch.key).errors[0]["row"] == bad.number


def test_choosing_nothing_prints_nothing_and_says_so(approver):
    with pytest.raises(Refused, match="没有勾选文书"):
        services.order_prints([], by=approver, on=makers.DAY)


def test_only_whoever_issues_papers_prints_and_only_the_owner_takes(approver, papers, quick):
    auditor = user("审计员", makers.dawangzhuang(), Role.AUDITOR)
    with pytest.raises(PermissionDenied):
        services.order_prints(papers, by=auditor, on=makers.DAY)
    batch = services.order_prints(papers, by=approver, on=makers.DAY)
    client = Client()
    client.force_login(auditor, "django.contrib.auth.backends.ModelBackend")
    assert client.get(f"/prints/{batch.pk}/").status_code == 404
    assert client.get(f"/prints/{batch.pk}/zip").status_code == 404


def test_processes_draw_the_same_bytes_as_one(approver, papers):
    alone = rendering.pdf_of(papers[0])
    [(paper, problem)] = list(services.make_originals(papers[:1], cores=1))
    assert problem == ""
    assert services.original(paper) == alone
