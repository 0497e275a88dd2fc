"""What a rehearsal tries, and what discards it."""

from typing import Any

from django import forms

from apps.core.forms import WordedForm


class RehearsalForm(WordedForm):
    """Drafts of one policy area and month; none of them means 补算 by the standards that stand.

    Where nothing is drafted there is nothing to choose, and only 补算 is asked.
    """

    drafts = forms.ModelMultipleChoiceField(
        None,
        label="标准草案",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="同一文件调整的几项一起测算；不选草案时按现行标准补算",
    )
    jurisdiction = forms.ModelChoiceField(
        None,
        label="补算的政策区域",
        required=False,
        empty_label="不补算",
        help_text="只在不选草案时填写",
    )

    def __init__(self, *args: Any, drafts: Any, jurisdictions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["drafts"].queryset = drafts
        self.fields["jurisdiction"].queryset = jurisdictions
        self.offers_drafts = drafts.exists()
        if not self.offers_drafts:
            del self.fields["drafts"]
            area = self.fields["jurisdiction"]
            area.required, area.empty_label = True, "请选择"
            area.help_text = "按现行标准重新测算在保家庭，不改变任何标准"

    @property
    def chosen(self) -> list[Any]:
        """The drafts that were chosen."""
        return list(self.cleaned_data.get("drafts", ()))


class DiscardRehearsalForm(WordedForm):
    reason = forms.CharField(label="作废原因", max_length=300)
