"""Forms of the hand-over and of going back."""

from django import forms

from apps.core.forms import WordedForm
from apps.routing.models import CloseRelative
from apps.routing.services import RelativeEntry
from apps.rules.procedures import Procedure

DOSSIER = [
    "申请表",
    "诚信承诺书",
    "核对授权书",
    "核对报告（分析版）",
    "入户调查表",
    "身份证复印件",
    "户口簿复印件",
    "收入和财产材料",
]


class HandOverForm(forms.Form):
    items = forms.MultipleChoiceField(
        label="材料目录",
        choices=[(name, name) for name in DOSSIER],
        initial=DOSSIER,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "请至少勾选一件材料。"},
    )
    message = forms.CharField(
        label="来件说明",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="对方初审时会看到",
    )


class ReturnForm(forms.Form):
    to = forms.MultipleChoiceField(
        label="退回哪个环节",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "请选择要退回的环节。"},
    )
    reason = forms.CharField(
        label="退回原因",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="写明缺什么、怎么补；对方工作台会原样显示",
        error_messages={"required": "请写明退回原因，对方才知道补什么。"},
    )

    def __init__(self, *args, table: Procedure, possible: tuple[str, ...], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [(name, table.step(name).label) for name in possible]


class RelativeForm(WordedForm):
    """近亲属备案: who of the staff is whose relative in this family."""

    user = forms.ChoiceField(
        label="工作人员", required=False, help_text="两个街道的人员；不在其中的填下面两项"
    )
    staff_name = forms.CharField(label="其他人员姓名", max_length=50, required=False)
    post = forms.CharField(
        label="单位和岗位", max_length=100, required=False, help_text="例如 育梁里社区居委会委员"
    )
    relation = forms.ChoiceField(
        label="关系", choices=CloseRelative.RELATIONS, help_text="他是家庭成员的什么人"
    )
    person = forms.ChoiceField(label="与家庭中的谁")
    source = forms.ChoiceField(label="来源", choices=CloseRelative.SOURCES)

    def __init__(self, *args, users, persons, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.users = {str(user.pk): user for user in users}
        self.persons = {str(person.pk): person for person in persons}
        self.fields["user"].choices = [
            ("", "不在名单内"),
            *((key, str(one)) for key, one in self.users.items()),
        ]
        self.fields["person"].choices = [(key, one.name) for key, one in self.persons.items()]

    def entry(self) -> RelativeEntry:
        """The registration as the service takes it."""
        data = self.cleaned_data
        return RelativeEntry(
            relation=data["relation"],
            person=self.persons[data["person"]],
            source=data["source"],
            user=self.users.get(data["user"]),
            staff_name=data["staff_name"],
            post=data["post"],
        )


class CancelRelativeForm(WordedForm):
    reason = forms.CharField(label="撤销原因", max_length=200, help_text="例如 同名同姓，经核实不是近亲属")
