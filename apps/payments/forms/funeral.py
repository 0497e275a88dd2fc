"""丧葬补贴: the form that whoever handled the funeral hands in (D24), typed off; another account for it."""

import datetime as dt
from typing import Any

from django import forms

from apps.benefits.models import ORGANISATIONS, ClaimantRelation
from apps.benefits.one_time_funeral import (
    CATEGORIES,
    PLACES,
    ClaimantAccount,
    ClaimantEntry,
    FuneralClaim,
)
from apps.core.chinese import month_text
from apps.core.forms import WordedForm, day_field


def number_field(label: str, **more: Any) -> forms.CharField:
    """A long number that the browser does not remember."""
    typed = forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"})
    return forms.CharField(label=label, max_length=40, widget=typed, **more)


class FuneralForm(WordedForm):
    """Months are those that the page offers; `tekun`: the deceased was supported as tekun, no other category is his.

    Without a bank and a number the account of the household is meant.
    """

    claimant = forms.CharField(
        label="申领人", max_length=50, help_text="办理丧事的亲属、机构或者村（居）委会"
    )
    relation = forms.ChoiceField(label="与逝者的关系", choices=[("", "请选择"), *ClaimantRelation.choices])
    phone = number_field("联系电话")
    id_number = forms.CharField(
        label="申领人身份证号",
        max_length=30,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text="机构、村（居）委会不填",
    )
    bank = forms.CharField(label="申领人的开户银行", max_length=60, required=False)
    account_number = number_field(
        "申领人的账号", required=False, help_text="不填的，发放到逝者家庭登记的账户"
    )
    holder = forms.CharField(label="户名", max_length=60, required=False, help_text="不填的，就是申领人")
    category = forms.ChoiceField(label="逝者类别", choices=())
    cremated_on = day_field("火化日期", help_text="以火化收据为准")
    place = forms.ChoiceField(label="火化地点", choices=tuple(PLACES.items()))
    crematorium = forms.CharField(
        label="火化单位", max_length=50, required=False, help_text="照火化收据填写，例如 天津市第二殡仪馆"
    )
    applied_on = day_field("申领日期")
    pay_month = forms.TypedChoiceField(label="哪个月发放", coerce=dt.date.fromisoformat)
    checked = forms.BooleanField(label="已核对申领人身份证明、死亡证明和火化收据")

    def __init__(self, *args: Any, months: list[dt.date], tekun: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["id_number"].required = self.data.get("relation") not in ORGANISATIONS
        self.fields["category"].choices = [
            (name, label) for name, label in CATEGORIES.items() if (name == "tekun_support") == tekun
        ]
        self.fields["pay_month"].choices = [(f"{month:%Y-%m-%d}", month_text(month)) for month in months]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("account_number") and not data.get("bank"):
            self.add_error("bank", "填了账号，请填写开户银行。")
        if not data.get("account_number") and (data.get("bank") or data.get("holder")):
            self.add_error("account_number", "填了开户银行或者户名，请填写账号。")
        return data

    def claim(self) -> FuneralClaim:
        """What was typed in."""
        data = self.cleaned_data
        names = ("category", "cremated_on", "place", "applied_on", "crematorium")
        return FuneralClaim(claimant=self._claimant(), **{name: data[name] for name in names})

    def _claimant(self) -> ClaimantEntry:
        data = self.cleaned_data
        account = None
        if data["account_number"]:
            holder = data["holder"] or data["claimant"]
            account = ClaimantAccount(holder, data["bank"], data["account_number"])
        return ClaimantEntry(data["claimant"], data["relation"], data["phone"], data["id_number"], account)


class ClaimantAccountForm(WordedForm):
    """Another account for a claim; `holder` begins with the claimant."""

    holder = forms.CharField(label="户名", max_length=60)
    bank = forms.CharField(label="开户银行", max_length=60)
    account_number = number_field("账号", help_text="10 至 30 位数字，对照存折或银行卡填写")

    def account(self) -> ClaimantAccount:
        """What was typed in."""
        data = self.cleaned_data
        return ClaimantAccount(data["holder"], data["bank"], data["account_number"])
