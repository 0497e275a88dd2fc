"""Pages of the authorisation: 登记授权, 登记法定义务人授权, 登记撤回."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from apps.checks import queries, services
from apps.checks.forms import AuthoriseForm, AuthoriseSupporterForm, WithdrawAuthorisationForm
from apps.checks.views.economic_check import CheckStepView
from apps.core.masking import id_tail
from apps.offices.access import may
from apps.offices.roles import Permission


class AuthoriseView(CheckStepView):
    """Keep the written consent of one adult member."""

    title = "登记核对授权"
    act = "登记授权"
    form_class = AuthoriseForm
    template_name = "checks/authorise.html"

    def dispatch(self, request: HttpRequest, case_id: int, person_id: int) -> HttpResponse:
        self.subject_id = person_id
        return super().dispatch(request, case_id)

    def find(self) -> queries.Signer | None:
        """The one who signs, if he is of the circle and has not signed."""
        circle = queries.circle(self.case, self.on)
        return next((one for one in circle if self.is_meant(one) and (one.missing or one.refused)), None)

    def check_open(self) -> None:
        super().check_open()
        if self.find() is None:
            raise Http404

    def is_meant(self, signer: queries.Signer) -> bool:
        return signer.supporter is None and signer.person is not None and signer.person.pk == self.subject_id

    def form_kwargs(self) -> dict[str, Any]:
        return {
            "on": self.on,
            "until": queries.valid_until(self.case, "authorisation_validity", self.on),
        }

    def context(self) -> dict[str, Any]:
        return {"signer": self.find()}

    def perform(self, form: Any) -> str:
        self.check_open()
        signer = self.find()
        services.record_authorisation(
            self.case, signer.person, **form.given(), by=self.request.user, on=self.on
        )
        return f"已登记{signer.name}的核对授权。"


class AuthoriseSupporterView(AuthoriseView):
    """Keep the consent of an obliged supporter, or why it could not be had."""

    title = "登记法定义务人授权"
    form_class = AuthoriseSupporterForm

    def form_kwargs(self) -> dict[str, Any]:
        signer = self.find()
        tail = id_tail(signer.person.id_number or "") if signer and signer.person else ""
        return {**super().form_kwargs(), "known": tail, "refused": bool(signer and signer.refused)}

    def is_meant(self, signer: queries.Signer) -> bool:
        return signer.supporter is not None and signer.supporter.pk == self.subject_id

    def perform(self, form: Any) -> str:
        self.check_open()
        signer = self.find()
        given = services.authorise_supporter(
            self.case, signer.supporter, **form.given(), by=self.request.user, on=self.on
        )
        if given.form == "none":
            return f"已登记未能取得{signer.name}的授权；不查询其本人信息，按申报情况办理。"
        return f"已登记{signer.name}的核对授权。"


class WithdrawAuthorisationView(CheckStepView):
    """Somebody takes the consent back, which ends the procedure."""

    title = "登记撤回授权"
    act = "登记撤回并终止办理"
    danger = True
    form_class = WithdrawAuthorisationForm
    template_name = "checks/withdraw_authorisation.html"

    def dispatch(self, request: HttpRequest, case_id: int, authorisation_id: int) -> HttpResponse:
        self.authorisation_id = authorisation_id
        return super().dispatch(request, case_id)

    def check_open(self) -> None:
        """A consent may be taken back at any time before the decision, where the case is looked after."""
        offices = (self.case.intake_office, self.case.front_office)
        if not any(may(self.request.user, Permission.ECONOMIC_CHECK, one, self.on) for one in offices):
            raise PermissionDenied

    @property
    def given(self):
        found = queries.authorisation_of(self.case, self.authorisation_id)
        if found is None:
            raise Http404
        return found

    def context(self) -> dict[str, Any]:
        return {"given": self.given}

    def perform(self, form: Any) -> str:
        given = self.given
        services.withdraw_authorisation(
            given, reason=form.cleaned_data["reason"], by=self.request.user, on=self.on
        )
        return f"已登记{given.person or given.supporter}撤回授权，本件终止办理。"

    def success_url(self) -> str:
        return reverse("desk:case", args=[self.case.pk])
