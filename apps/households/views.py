"""Pages of households: the list with its search, one household, and a whole number on purpose."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views import View

from apps.core import clock
from apps.core.errors import Refused
from apps.core.forms import sent
from apps.core.shapes import Crumb, PagerInfo
from apps.households import queries, services
from apps.households.access import (
    accounts_seen_by,
    household_of_person,
    households_seen_by,
    may_for_household,
    people_seen_by,
)
from apps.households.forms import AccountForm, PeopleSearchForm, RevealForm
from apps.households.models import Household
from apps.households.queries.page import rows_shown
from apps.households.services.reveal import FIELDS
from apps.offices.access import may
from apps.offices.roles import Permission

PAGE = 20
HOME = Crumb("工作台", "/")
LIST = "家庭与人员"


class HouseholdListView(View):
    """Visible households; a search comes by POST and shows its rows without an address of its own.

    403 for whoever sees no cases at all.
    """

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may(request.user, Permission.VIEW_CASES, on=clock.today()):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(PeopleSearchForm(), "", request.GET.get("page", "1"))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = PeopleSearchForm(request.POST)
        return self.show(form, form.cleaned_data["terms"] if form.is_valid() else "", "1")

    def show(self, form: PeopleSearchForm, terms: str, page: str) -> HttpResponse:
        on = clock.today()
        found = Paginator(queries.household_rows(self.request.user, terms, on), PAGE).get_page(page)
        context = {
            "form": form,
            "terms": terms,
            "rows": rows_shown(found.object_list, on),
            "pager": _pager(found, bool(terms)),
        }
        return render(self.request, "households/list.html", context)


def _pager(page: Any, searched: bool) -> PagerInfo:
    total = page.paginator.count
    return PagerInfo(
        first=page.start_index(),
        last=page.end_index(),
        total=total,
        proof=f"只列出前 {PAGE} 户；请把条件写得再具体一些。" if searched and total > PAGE else "",
        previous_url=f"?page={page.number - 1}" if page.has_previous() and not searched else "",
        next_url=f"?page={page.number + 1}" if page.has_next() and not searched else "",
    )


class HouseholdView(View):
    """One household: members, means, accounts. Its cases are shown upstairs."""

    def get(self, request: HttpRequest, household_id: int) -> HttpResponse:
        on = clock.today()
        seen = households_seen_by(request.user, on).select_related("head", "residence_office", "hukou_office")
        household = seen.filter(pk=household_id).first()
        if household is None:
            raise Http404
        page = queries.household_page(household, request.user, on)
        crumbs = (HOME, Crumb(LIST, reverse("households:list")), Crumb(f"{page.head}家庭"))
        return render(request, "households/detail.html", {"page": page, "crumbs": crumbs})


class AccountView(View):
    """更正账户: the account that is paid from today on; the one before it ends."""

    def get(self, request: HttpRequest, household_id: int) -> HttpResponse:
        return self.show(*self.find(household_id))

    def post(self, request: HttpRequest, household_id: int) -> HttpResponse:
        household, form = self.find(household_id)
        if not form.is_valid():
            return self.show(household, form, status=422)
        entered = form.cleaned_data
        holder = queries.current_members(household, clock.today()).get(pk=entered["holder"])
        try:
            services.set_bank_account(
                household,
                holder=holder,
                bank=entered["bank"],
                number=entered["number"],
                by=request.user,
                on=clock.today(),
            )
        except Refused as refusal:
            form.add_error("number", refusal.message)
            return self.show(household, form, status=409)
        messages.success(request, f"{household}的账户已更正；暂缓和退回的款项由下一批次发放。")
        return redirect("households:detail", household_id=household.pk)

    def find(self, household_id: int) -> tuple[Household, AccountForm]:
        on = clock.today()
        seen = households_seen_by(self.request.user, on).select_related("head")
        household = seen.filter(pk=household_id).first()
        if household is None:
            raise Http404
        if not may_for_household(self.request.user, Permission.EDIT_HOUSEHOLD, household, on):
            raise PermissionDenied
        members = [(one.pk, one.name) for one in queries.current_members(household, on)]
        return household, AccountForm(sent(self.request), members=members)

    def show(self, household: Household, form: AccountForm, status: int = 200) -> HttpResponse:
        detail = reverse("households:detail", args=[household.pk])
        crumbs = (
            HOME,
            Crumb(LIST, reverse("households:list")),
            Crumb(f"{household}", detail),
            Crumb("更正账户"),
        )
        context = {"who": household, "form": form, "back_url": detail, "crumbs": crumbs}
        return render(self.request, "households/account.html", context, status=status)


class RevealView(View):
    """A whole number of a person: asked with a reason by POST, shown once in the answer, never kept."""

    fields = ("id_number", "phone")

    def find(self, on, person_id: int) -> tuple[Any, Household]:
        person = people_seen_by(self.request.user, on).filter(pk=person_id).first()
        if person is None:
            raise Http404
        return person, household_of_person(self.request.user, person, on)

    def found(self, on, **which: int) -> tuple[Any, Household]:
        """What is asked about; 403 already for the question where the answer would be refused."""
        subject, household = self.find(on, **which)
        if not may_for_household(self.request.user, Permission.REVEAL_PERSONAL_DATA, household, on):
            raise PermissionDenied
        return subject, household

    def get(self, request: HttpRequest, **which: int) -> HttpResponse:
        subject, household = self.found(clock.today(), **which)
        return self.show(subject, household, self.form(subject))

    def post(self, request: HttpRequest, **which: int) -> HttpResponse:
        on = clock.today()
        subject, household = self.found(on, **which)
        form = self.form(subject, request.POST)
        if not form.is_valid():
            return self.show(subject, household, form, status=422)
        field, reason = form.cleaned_data["field"], form.cleaned_data["reason"]
        try:
            number = services.reveal(
                subject, field, household=household, reason=reason, by=request.user, on=on
            )
        except Refused as refusal:
            form.add_error("reason", refusal.message)
            return self.show(subject, household, form, status=409)
        return self.show(subject, household, form, number=number, label=FIELDS[field])

    def form(self, subject: Any, data: Any = None) -> RevealForm:
        held = [(name, FIELDS[name]) for name in self.fields if getattr(subject, name)]
        return RevealForm(data, choices=held)

    def show(
        self, subject: Any, household: Household, form: RevealForm, status: int = 200, **shown: str
    ) -> HttpResponse:
        detail = reverse("households:detail", args=[household.pk])
        context = {
            "who": getattr(subject, "holder", subject),
            "form": form,
            "back_url": detail,
            "crumbs": (
                HOME,
                Crumb(LIST, reverse("households:list")),
                Crumb(f"{household}", detail),
                Crumb("查看完整号码"),
            ),
            **shown,
        }
        return render(self.request, "households/reveal.html", context, status=status)


class RevealAccountView(RevealView):
    """The whole number of a bank account."""

    fields = ("number",)

    def find(self, on, account_id: int) -> tuple[Any, Household]:
        account = accounts_seen_by(self.request.user, on).filter(pk=account_id).first()
        if account is None:
            raise Http404
        return account, account.household
