"""Forms of the administration of people and duties."""

from django import forms
from django.contrib.auth.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm
from django.core.exceptions import ValidationError

from apps.core.errors import Refused
from apps.core.names import normalise_name
from apps.offices.models import Duty, User


class _NameForm(forms.ModelForm):
    """A person's name as it may be stored, or the reason why not."""

    def clean_full_name(self) -> str:
        try:
            return normalise_name(self.cleaned_data["full_name"])
        except Refused as refusal:
            raise ValidationError(refusal.message, refusal.code) from refusal


class NewUserForm(_NameForm, UserCreationForm):
    """A new account; with no password nobody signs in with it yet."""

    class Meta:
        model = User
        fields = ("username", "full_name", "is_staff")


class UserForm(_NameForm, UserChangeForm):
    """An account that exists; the sign-in name stays."""

    class Meta:
        model = User
        fields = ("full_name", "phone", "email", "is_active", "is_staff")


class PasswordForm(AdminPasswordChangeForm):
    """A new password; an account is locked out by its own switch, not by an unusable password."""

    def __init__(self, user: User, *args, **kwargs):
        super().__init__(user, *args, **kwargs)
        self.fields.pop("usable_password", None)
        self.fields["password1"].required = self.fields["password2"].required = True


class DutyForm(forms.ModelForm):
    """A duty: all of it when it is given, its last day when it ends. `by` is set by the page."""

    by = None

    class Meta:
        model = Duty
        fields = ("user", "office", "role", "valid_from", "valid_to")

    def clean_user(self) -> User:
        user = self.cleaned_data["user"]
        if self.by is not None and user.pk == self.by.pk:
            raise ValidationError("不能给自己设岗位；请由另一名系统管理员办理。", "own_duty")
        return user

    def clean_valid_to(self):
        """On an existing duty: a last day, and an earlier one than before."""
        last = self.cleaned_data["valid_to"]
        if self.instance.pk is None:
            return last
        if last is None:
            raise ValidationError("请填写最后一天。", "valid_to_missing")
        before = Duty.objects.values_list("valid_to", flat=True).get(pk=self.instance.pk)
        if before is not None and last >= before:
            raise ValidationError(f"任职的最后一天是{before}，只能提前；续任请新增一项任职。", "duty_ended")
        return last

    def _get_validation_exclusions(self) -> set[str]:
        """Constraints also look at what is fixed once the duty is given."""
        return super()._get_validation_exclusions() - (
            {"user", "office", "role", "valid_from"} - set(self.fields)
        )
