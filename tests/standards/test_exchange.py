"""The YAML file: what is exported comes back unchanged; what is wrong is told with its row; the rest becomes drafts."""

import pytest
import yaml
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from apps.core.errors import Refused
from apps.standards import services
from apps.standards.models import Standard, StandardDraft
from apps.standards.queries import export_yaml
from tests.offices.makers import TODAY
from tests.standards.makers import drafter

pytestmark = pytest.mark.django_db
OLD = '- {code: dibao_standard, region: TJ, value: "1045", from: "2025-09-01", to: "2026-12-31", confirmed: true}\n'
NEW = (
    '- {code: dibao_standard, region: TJ, value: "1100", unit: yuan/person/month, from: "2027-01-01", to: null,'
    " document_title: 通知, confirmed: true}\n"
)


def told():
    return {"reason": "新文件", "by": drafter(), "on": TODAY}


def test_the_export_has_the_form_of_the_fixture_and_changes_nothing_when_imported():
    text = export_yaml()
    rows = yaml.safe_load(text)
    assert len(rows) >= 160
    assert all(isinstance(row["value"], str | None) for row in rows)
    preview = services.preview_import(text, **told())
    assert (preview.proposals, preview.wrong) == ((), ())
    assert preview.unchanged == len(rows)


def test_a_new_row_becomes_a_draft_that_succeeds_and_nothing_is_written_by_looking():
    preview = services.preview_import(OLD + NEW, **told())
    assert [(line, one.act, one.value) for line, one in preview.proposals] == [(2, "succeed", "1100")]
    assert preview.unchanged == 1
    assert not StandardDraft.objects.exists()
    made = services.import_standards(OLD + NEW, **told())
    assert [one.act for one in made] == ["succeed"]
    assert (
        Standard.objects.get(code__code="dibao_standard", jurisdiction__code="TJ", valid_to=None).value
        == "1045"
    )


def test_another_value_for_the_same_days_is_a_replacement_with_the_reason():
    text = '- {code: pay_quantum, region: CN, value: "0.1", from: "2015-04-01", to: null, confirmed: false}'
    (made,) = services.import_standards(text, **told())
    assert (made.act, made.reason, made.value) == ("replace", "新文件", "0.1")


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        (NEW.replace("dibao_standard", "no_such_code"), 1, "没有“no_such_code”这个标准代码"),
        (NEW.replace('"1100"', "1100"), 1, "没有加引号"),
        (NEW.replace('"2027-01-01"', "2027-01-01"), 1, "没有加引号"),
        (NEW.replace('"1100"', '"-1100"'), 1, "不能是负数"),
        (NEW.replace("TJ", "XX"), 1, "没有“XX”这个政策区域"),
        (NEW.replace("confirmed: true", "confirm: true"), 1, "缺少 confirmed"),
        (NEW.replace('"2027-01-01"', '"2027-02-30"'), 1, "读不懂"),
        (NEW.replace("yuan/person/month", "yuan"), 1, "单位"),
        ("# 说明\n" + NEW + NEW.replace("1100", "1110"), 3, "与本文件第 2 行日期重叠"),
        (NEW.replace('"2027-01-01"', '"2020-01-01"'), 1, "日期重叠"),
        ("- {code: [", 2, "不是有效的 YAML"),
        ("- 低保标准", 1, "不是一行标准"),
    ],
)
def test_a_wrong_row_is_told_with_its_line_and_nothing_is_imported(text, line, why):
    preview = services.preview_import(text, **told())
    assert [(one.line, why in one.why) for one in preview.wrong] == [(line, True)], preview.wrong
    with pytest.raises(Refused, match=f"第 {line} 行"):
        services.import_standards(text, **told())
    assert not StandardDraft.objects.exists()


def test_a_file_that_says_nothing_new_is_told():
    with pytest.raises(Refused, match="一致"):
        services.import_standards(export_yaml(), **told())


def test_preview_and_import_in_the_page(client):
    client.force_login(drafter(), backend="django.contrib.auth.backends.ModelBackend")
    url = reverse("standards:import")
    bad = client.post(
        url, {"file": SimpleUploadedFile("a.yaml", NEW.replace('"1100"', "1100").encode()), "reason": "x"}
    )
    assert bad.status_code == 422
    assert "第 1 行 dibao_standard" in bad.content.decode()
    shown = client.post(url, {"file": SimpleUploadedFile("a.yaml", NEW.encode()), "reason": "新文件"})
    assert "起草这 1 项" in shown.content.decode()
    done = client.post(url, {"text": NEW, "reason": "新文件", "confirm": "1"})
    assert done.status_code == 302
    assert StandardDraft.objects.count() == 1
    sent = client.get(reverse("standards:export"))
    assert "attachment" in sent["Content-Disposition"]
