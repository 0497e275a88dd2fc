"""追回: what the household says, what is decided, what came back."""

from typing import Any

from django import forms

from apps.core.forms import WordedForm, day_field
from apps.rules.calendar import month_of
from apps.rules.recovery import TrueFacts

FACT_ROWS = 3  # changes of the facts that one notice can tell


class FindForm(WordedForm):
    """The award from which a recovery begins, by the number of its case."""

    number = forms.CharField(label="办件编号", max_length=60)


class MonthField(forms.DateField):
    """A month; without a month picker it is typed as 2025-07."""

    def __init__(self, **kwargs: Any) -> None:
        picker = forms.DateInput(format="%Y-%m", attrs={"type": "month", "placeholder": "2025-07"})
        super().__init__(input_formats=["%Y-%m"], widget=picker, **kwargs)


class NoticeForm(WordedForm):
    """告知: by the ledger alone, or by what was true from a month on; nothing is told before it was looked at."""

    basis = forms.ChoiceField(
        label="按什么核算",
        choices=[
            ("ledger", "按现在的待遇登记簿（去世、停发、减发发现得晚）"),
            ("facts", "按查实的情况（少报收入、财产）"),
        ],
        initial="ledger",
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(label="查实的事由和依据", widget=forms.Textarea(attrs={"rows": 3}))
    good_faith = forms.BooleanField(label="不是家庭的过错（工作差错等）", required=False)
    fraud = forms.BooleanField(label="骗取救助（记录罚款幅度）", required=False)
    change_month = MonthField(label="情况变化的月份", required=False, help_text="只在按查实的情况核算时填写")
    told = forms.BooleanField(
        label="已核对逐月核算，告知家庭", required=False, help_text="不勾选则只核算，不告知"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told = self.fields.pop("told")
        for row in range(1, FACT_ROWS + 1):
            words = "" if row == 1 else f"（第 {row} 次变化）"
            self.fields[f"since_{row}"] = MonthField(label=f"自哪个月起{words}", required=False)
            self.fields[f"members_{row}"] = forms.IntegerField(
                label=f"共同生活人数{words}", min_value=1, max_value=30, required=False
            )
            self.fields[f"income_{row}"] = forms.DecimalField(
                label=f"家庭月收入（元）{words}", min_value=0, max_digits=12, decimal_places=2, required=False
            )
            self.fields[f"over_{row}"] = forms.BooleanField(label=f"财产超过限额{words}", required=False)
        self.fields["told"] = told

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("basis") == "facts":
            for name in ("change_month", "since_1", "members_1", "income_1"):
                if data.get(name) in (None, "") and name not in self.errors:
                    self.add_error(name, f"按查实的情况核算，请填写{self.fields[name].label}")
        for row in range(2, FACT_ROWS + 1):
            given = [data.get(f"{name}_{row}") is not None for name in ("since", "members", "income")]
            if any(given) and not all(given):
                self.add_error(f"since_{row}", "月份、人数和收入请一起填写")
        return data

    def true_facts(self) -> list[TrueFacts]:
        """What was true from each month on, as it was typed in."""
        data = self.cleaned_data
        return [
            TrueFacts(
                month_of(data[f"since_{row}"]),
                data[f"members_{row}"],
                data[f"income_{row}"],
                not data[f"over_{row}"],
            )
            for row in range(1, FACT_ROWS + 1)
            if data.get(f"since_{row}")
        ]


class HearForm(WordedForm):
    statement = forms.CharField(
        label="家庭的陈述", widget=forms.Textarea(attrs={"rows": 3}), help_text="没有意见的写“没有陈述”"
    )


class DecideForm(WordedForm):
    """The plan is equal instalments, one a month from the first day on; the last takes the odd fen. `appealed`: an appeal runs."""

    recover = forms.ChoiceField(
        label="决定", choices=[("yes", "追回"), ("no", "不予追回")], widget=forms.RadioSelect
    )
    text = forms.CharField(label="决定意见", widget=forms.Textarea(attrs={"rows": 3}))
    considered = forms.CharField(
        label="怎样考虑正在进行的复议（诉讼）",
        max_length=200,
        required=False,
        help_text="决定追回的，须写一句",
    )
    first_day = day_field("第一期应交日期", required=False)
    instalments = forms.IntegerField(label="分几期", min_value=1, max_value=36, initial=1, required=False)

    def __init__(self, *args: Any, appealed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not appealed:
            del self.fields["considered"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("recover") == "yes" and not data.get("first_day"):
            self.add_error("first_day", "请填写第一期应交日期")
        return data


class SetOffForm(WordedForm):
    """抵扣, as the district decided; `appealed`: an appeal runs."""

    monthly = forms.DecimalField(
        label="每月抵扣（元）", min_value=0, max_digits=12, decimal_places=2, help_text="填 0 即停止抵扣"
    )
    from_month = MonthField(label="自何月起")
    reference = forms.CharField(label="区级决定文号", max_length=60)
    text = forms.CharField(label="决定意见", widget=forms.Textarea(attrs={"rows": 3}))
    considered = forms.CharField(label="怎样考虑正在进行的复议（诉讼）", max_length=200, required=False)

    def __init__(self, *args: Any, appealed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not appealed:
            del self.fields["considered"]


class ReceiptForm(WordedForm):
    amount = forms.DecimalField(label="金额（元）", max_digits=12, decimal_places=2)
    number = forms.CharField(label="票据号", max_length=40)
