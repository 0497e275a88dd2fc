"""Every decision replays to the fen from its frozen facts and the rows that it used; a difference needs a reason."""

from importlib import import_module

import pytest
from django.core.management import CommandError, call_command

from apps.benefits import rehearsal as rehearsing
from apps.benefits import replay
from apps.benefits.models import AwardAmount, ReplayReason
from apps.core.errors import Refused
from apps.standards import services as standards
from apps.standards.models import Standard
from tests.benefits.caseload import ON, caseload, decided, draft, policy, second

pytestmark = pytest.mark.django_db


def out(capsys, *args) -> str:
    call_command("replay", *args)
    return capsys.readouterr().out


def test_all_decisions_replay_the_same(w, capsys):
    caseload(w)
    assert "重放 5 次测算，0 次有差异" in out(capsys)


def test_they_replay_by_the_rows_that_they_used_also_withdrawn_ones(w, capsys):
    caseload(w)
    for code in ("dibao_standard", "edge_income_upper"):
        for row in Standard.objects.filter(code__code=code, withdrawn_at=None):
            standards.withdraw_standard(row, reason="试", by=None, on=ON)
    assert "0 次有差异" in out(capsys)


def test_a_changed_rule_is_found_and_fails_until_it_has_a_reason(w, capsys, monkeypatch):
    decision = decided(w, "x-dibao", "1894")
    module = import_module("apps.rules.assess.judge")  # the package names its function alike
    real = module.dibao_gap
    monkeypatch.setattr(module, "dibao_gap", lambda *args: real(*args) + 1)
    with pytest.raises(CommandError, match="1 处差异没有登记原因"):
        call_command("replay")
    told = capsys.readouterr().out
    assert "amount：原为 1241.00，现为 1242.00" in told or "answer.dibao" in told
    call_command(
        "replay", "--explain", str(decision.assessment_id), "--reason", "取整口径变更", "--by", "叶知秋"
    )
    assert "原因已登记" in out(capsys)
    assert ReplayReason.objects.get().recorded_by == "叶知秋"
    monkeypatch.setattr(module, "dibao_gap", lambda *args: real(*args) + 2)
    with pytest.raises(CommandError):  # another difference needs a reason of its own
        call_command("replay")


def test_a_reason_without_words_or_without_a_difference_is_refused(w):
    decision = decided(w, "x-dibao", "1894")
    for reason, code in (("", "reason_missing"), ("x", "no_difference")):
        with pytest.raises(Refused) as refusal:
            replay.record_reason(decision.assessment, reason, by_name="x", on=ON)
        assert refusal.value.code == code


def test_amounts_of_a_published_rehearsal_replay_too(w, capsys):
    decision = decided(w, "x-dibao", "1894")
    made = rehearsing.draft_rehearsal([draft()], by=policy(), on=ON)
    rehearsing.rehearse(made.pk)
    rehearsing.publish_rehearsal(made, by=second(), on=ON)
    rehearsing.recalculate(made.pk)
    assert "0 次有差异" in out(capsys)
    AwardAmount.objects.filter(award=decision.award, rehearsal=made).update(amount="1405.99")
    with pytest.raises(CommandError, match="1 处"):
        call_command("replay")
    assert "调标金额" in capsys.readouterr().out
