"""Forms of the home visit: the plan, 入户调查表, and an attempt at which nobody was met."""

import base64
import binascii
from collections.abc import Sequence

from django import forms

from apps.checks.models import Seen, VisitMode
from apps.checks.queries.home_visit import DeclaredThing
from apps.checks.services import Seeing, VisitEntry, VisitPictures
from apps.documents.forms import PicturesField, SheetField
from apps.documents.services import Upload

SEEN = {
    "members": (("same", "见到"), ("unseen", "没见到"), ("differs", "不住这里")),
    "goods": (("same", "没有"), ("differs", "有"), ("unseen", "未查看")),
    "home": (("same", "相符"), ("differs", "不相符"), ("unseen", "看不出")),
    "means": (("same", "相符"), ("differs", "不相符"), ("unseen", "没问到")),
}
DRAWN = "data:image/png;base64,"
LONGEST_DRAWING = 400_000


class AttemptForm(forms.Form):
    """What a visit and an attempt have in common: when, and by whom."""

    visited_at = forms.DateTimeField(
        label="入户时间",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={"required": "请填写入户时间。"},
    )
    first_investigator = forms.CharField(
        label="调查人员一", max_length=50, error_messages={"required": "请填写调查人员姓名。"}
    )
    second_investigator = forms.CharField(
        label="调查人员二",
        max_length=50,
        help_text="本街道只有一人的，写邻近街道或区里指定的人员",
        error_messages={"required": "入户调查须两人以上，请填写第二名调查人员。"},
    )

    def investigators(self) -> tuple[str, ...]:
        return (self.cleaned_data["first_investigator"], self.cleaned_data["second_investigator"])


class PlanForm(AttemptForm):
    """When whom goes."""

    visited_at = None
    planned_at = forms.DateTimeField(
        label="约定时间",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={"required": "请填写约定时间。"},
    )
    late_reason = forms.CharField(
        label="超过期限的原因",
        max_length=200,
        required=False,
        help_text="三个工作日内能去的不用填；例如 申请人住院，出院后入户",
    )
    field_order = ("planned_at", "first_investigator", "second_investigator", "late_reason")


class AbsenceForm(AttemptForm):
    note = forms.CharField(
        label="未遇说明",
        max_length=200,
        help_text="例如 敲门无人应答，邻居称外出看病",
        error_messages={"required": "请写明未遇情况。"},
    )


class PhotosForm(forms.Form):
    """Photographs of a visit, sent before the form or with it."""

    photos = PicturesField(label="照片", required=False)


class DrawnField(forms.CharField):
    """A signature drawn on the screen, as the canvas writes it; empty without JavaScript."""

    widget = forms.HiddenInput

    def __init__(self, **kwargs) -> None:
        super().__init__(required=False, **kwargs)

    def clean(self, value) -> Upload | None:
        text = super().clean(value)
        if not text:
            return None
        wrong = forms.ValidationError("签名没有传完整；请清除后重新签，或改传签字页照片。")
        if len(text) > LONGEST_DRAWING or not text.startswith(DRAWN):
            raise wrong
        try:
            return Upload("签名.png", base64.b64decode(text.removeprefix(DRAWN), validate=True))
        except (binascii.Error, ValueError):
            raise wrong from None


class VisitForm(AttemptForm):
    """入户调查表: one choice for each declared thing, then words, photographs, signatures."""

    mode = forms.ChoiceField(
        label="调查方式",
        choices=VisitMode.choices,
        initial=VisitMode.DOOR,
        widget=forms.RadioSelect,
        help_text="电话、视频只限重大突发事件期间",
    )
    contractor = forms.CharField(
        label="受委托的调查机构",
        max_length=100,
        required=False,
        help_text="有第三方人员参加时填写；仍须有一名街道人员",
    )
    present = forms.CharField(
        label="在场人员", max_length=200, error_messages={"required": "请填写在场人员。"}
    )
    living_conditions = forms.CharField(
        label="居住和生活状况",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "请写居住和生活状况。"},
    )
    seen_against_declared = forms.CharField(
        label="所见与申报对照",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="选了不相符的，写明看到或问到什么",
        error_messages={"required": "请写所见与申报是否一致。"},
    )
    neighbour_interview = forms.CharField(
        label="邻里访问", required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    conclusion = forms.CharField(
        label="调查结论",
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "请写调查结论。"},
    )
    photos = PicturesField(
        label="照片",
        required=False,
        help_text="楼门口、卧室、厨房各一张；不拍证件和孩子正脸",
    )
    signed_by_household = forms.CharField(
        label="家庭成员签字",
        max_length=50,
        required=False,
        help_text="签字人姓名；电话、视频调查可以不填",
    )
    drawn_household = DrawnField(label="家庭成员签名")
    drawn_first = DrawnField(label="调查人员一签名")
    drawn_second = DrawnField(label="调查人员二签名")
    signed_sheet = SheetField(
        label="签字页照片", help_text="纸上签字的，拍一张双方签好字的调查表，或传扫描的 PDF"
    )

    def __init__(self, *args, things: Sequence[DeclaredThing], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.things = things
        for thing in things:
            choices = SEEN["goods" if thing.key == "goods" else thing.part]
            self.fields[f"seen-{thing.key}"] = forms.ChoiceField(
                label=thing.subject,
                choices=choices,
                widget=forms.RadioSelect,
                help_text=thing.line,
                error_messages={"required": f"请选择“{thing.subject}”。"},
            )
            self.fields[f"note-{thing.key}"] = forms.CharField(
                label=f"{thing.subject}看到或问到的", max_length=200, required=False
            )

    def parts(self, *names: str) -> list:
        """The choices of one part of the page, each with the field for its words."""
        rows = [thing for thing in self.things if thing.part in names]
        return [(self[f"seen-{thing.key}"], self[f"note-{thing.key}"]) for thing in rows]

    @property
    def members(self) -> list:
        return self.parts("members")

    @property
    def home(self) -> list:
        return self.parts("home")

    @property
    def means(self) -> list:
        return self.parts("means")

    def clean(self) -> dict:
        data = super().clean() or self.cleaned_data
        for thing in self.things:
            if data.get(f"seen-{thing.key}") == Seen.DIFFERS and not data.get(f"note-{thing.key}"):
                if thing.part == "members":
                    data[f"note-{thing.key}"] = "不住这里"
                else:
                    self.add_error(f"note-{thing.key}", f"“{thing.subject}”不相符，请写明看到或问到什么。")
        return data

    def entry(self) -> VisitEntry:
        """The visit as the service takes it."""
        data = self.cleaned_data
        seen = tuple(self._seeing(thing) for thing in self.things)
        met = [
            thing for thing in self.things if thing.part == "members" and data[f"seen-{thing.key}"] == "same"
        ]
        plain = ("visited_at", "present", "living_conditions", "seen_against_declared", "conclusion")
        more = ("signed_by_household", "neighbour_interview", "mode", "contractor")
        return VisitEntry(
            investigators=self.investigators(),
            members_seen=len(met),
            seen=seen,
            **{name: data[name] for name in (*plain, *more)},
        )

    def _seeing(self, thing: DeclaredThing) -> Seeing:
        data = self.cleaned_data
        return Seeing(thing.subject, data[f"seen-{thing.key}"], thing.line, data[f"note-{thing.key}"])

    def pictures(self) -> VisitPictures:
        """The signatures as the service takes them."""
        data = self.cleaned_data
        drawn = tuple(data[name] for name in ("drawn_first", "drawn_second") if data[name])
        return VisitPictures(data["signed_sheet"], data["drawn_household"], drawn)
