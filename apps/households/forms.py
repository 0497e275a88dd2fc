"""The search for people, the reason for seeing a number, the account that is paid."""

from django import forms

from apps.core.forms import WordedForm


class PeopleSearchForm(forms.Form):
    """Typed words go by POST, so that no number stands in an address."""

    terms = forms.CharField(
        label="姓名、拼音、证件号或尾号、手机号",
        max_length=50,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class RevealForm(forms.Form):
    """What to see, and why."""

    field = forms.ChoiceField(label="查看什么")
    reason = forms.CharField(
        label="用途", min_length=4, max_length=100, help_text="将写入日志，例如：与公安核对户籍"
    )

    def __init__(self, *args, choices: list[tuple[str, str]], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["field"].choices = choices
        self.fields["reason"].error_messages |= {
            "required": "请填写用途。",
            "min_length": "请把用途写清楚，至少 4 个字。",
        }


class AccountForm(WordedForm):
    """更正账户: `members` are the people of the household, one of whom holds it."""

    holder = forms.TypedChoiceField(label="户名", coerce=int)
    bank = forms.CharField(label="开户银行", max_length=60)
    number = forms.CharField(
        label="账号",
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
        help_text="10 至 30 位数字，对照存折或银行卡填写",
    )

    def __init__(self, *args, members: list[tuple[int, str]], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["holder"].choices = members
