"""The shape of a posted application, and its way to the plain `Entry`."""

from collections.abc import Callable
from dataclasses import MISSING, fields
from typing import Any

from rest_framework import serializers

from apps.applications import entry as plain
from apps.applications.models import Material
from apps.applications.queries.offices import find_community, find_street
from apps.applications.services.relation import KINS
from apps.households.models import (
    Asset,
    Disability,
    Expense,
    HukouNature,
    Income,
    LabourCapacity,
    MemberStatus,
    Relation,
    Sex,
    SupporterProgramme,
    SupporterStatus,
    WorkStatus,
)
from apps.households.queries.facts import HOUSEHOLD_FLAGS, TEKUN_FLAGS
from apps.routing.models import Programme
from apps.rules.words import ILLNESS_NAMES


def yuan(**kwargs: Any) -> serializers.DecimalField:
    """Yuan as text with at most two decimals."""
    return serializers.DecimalField(max_digits=14, decimal_places=2, min_value=0, **kwargs)


def defaults_of(entry: type) -> Callable[[dict[str, Any]], Any]:
    """Make the frozen fact of validated data; lists become tuples, what is missing keeps its default."""
    known = {field.name for field in fields(entry)}
    needed = {field.name for field in fields(entry) if field.default is MISSING}

    def make(data: dict[str, Any]) -> Any:
        given = {
            name: value
            for name, value in data.items()
            if name in known and (value is not None or name in needed)
        }
        return entry(
            **{name: tuple(value) if isinstance(value, list) else value for name, value in given.items()}
        )

    return make


class DisabilitySerializer(serializers.Serializer):
    type = serializers.ChoiceField(choices=Disability.TYPES)
    grade = serializers.IntegerField(min_value=1, max_value=4)
    certificate = serializers.CharField(max_length=4, required=False, help_text="残疾人证号后四位")


class MemberSerializer(serializers.Serializer):
    """共同生活的家庭成员。有身份证号的，出生日期和性别以号码为准。"""

    key = serializers.CharField(max_length=40, help_text="在本次申请内指代此人，例如 m1")
    name = serializers.CharField(max_length=50)
    relation = serializers.ChoiceField(choices=Relation.choices)
    labour_capacity = serializers.ChoiceField(choices=LabourCapacity.choices)
    work_status = serializers.ChoiceField(choices=WorkStatus.choices)
    id_number = serializers.CharField(max_length=30, required=False, allow_blank=True, write_only=True)
    birth_date = serializers.DateField(required=False)
    sex = serializers.ChoiceField(choices=Sex.choices, required=False)
    phone = serializers.CharField(max_length=20, required=False, write_only=True)
    hukou_region = serializers.ChoiceField(choices=["TJ", "HB-QX", "OTHER"], required=False)
    hukou_nature = serializers.ChoiceField(choices=HukouNature.choices, required=False)
    co_resident = serializers.BooleanField(required=False)
    joint_residence_months = serializers.IntegerField(min_value=0, max_value=1200, required=False)
    statuses = serializers.ListField(
        child=serializers.ChoiceField(choices=MemberStatus.choices), required=False
    )
    illnesses = serializers.ListField(
        child=serializers.ChoiceField(choices=list(ILLNESS_NAMES.items())), required=False
    )
    severe_illness = serializers.BooleanField(required=False)
    disabilities = DisabilitySerializer(many=True, required=False)
    authorised = serializers.BooleanField(required=False)

    def to_entry(self, data: dict[str, Any]) -> plain.MemberEntry:
        disabilities = tuple(map(defaults_of(plain.DisabilityEntry), data.get("disabilities", ())))
        return defaults_of(plain.MemberEntry)({**data, "disabilities": disabilities})


class IncomeSerializer(serializers.Serializer):
    """一笔收入。period 必填。"""

    person = serializers.CharField(max_length=40, help_text="成员的 key")
    type = serializers.ChoiceField(choices=Income.TYPES)
    item = serializers.ChoiceField(choices=Income.ITEMS, required=False)
    period = serializers.ChoiceField(choices=Income.PERIODS)
    amount = yuan()
    tax = yuan(required=False)
    social_insurance = yuan(required=False)
    housing_fund = yuan(required=False)
    cost = yuan(required=False)
    note = serializers.CharField(max_length=200, required=False, allow_blank=True)


class AssetSerializer(serializers.Serializer):
    kind = serializers.ChoiceField(choices=Asset.KINDS)
    form = serializers.ChoiceField(choices=Asset.FORMS)
    person = serializers.CharField(max_length=40, required=False)
    amount = yuan(required=False, allow_null=True)
    area = serializers.DecimalField(
        max_digits=8, decimal_places=2, min_value=0, required=False, allow_null=True
    )
    note = serializers.CharField(max_length=200, required=False, allow_blank=True)


class ExpenseSerializer(serializers.Serializer):
    category = serializers.ChoiceField(choices=Expense.CATEGORIES)
    amount = yuan()
    reimbursed = yuan(required=False)
    period = serializers.ChoiceField(choices=Income.PERIODS, required=False)
    note = serializers.CharField(max_length=200, required=False, allow_blank=True)


class AccountSerializer(serializers.Serializer):
    bank = serializers.CharField(max_length=60)
    number = serializers.CharField(max_length=40, write_only=True)
    holder = serializers.CharField(max_length=40, required=False, help_text="成员的 key；不填为申请人")


class SupporterSerializer(serializers.Serializer):
    """法定赡养、抚养、扶养义务人。特困供养须填 birth_date；annual_income 为本人年收入。"""

    name = serializers.CharField(max_length=50)
    relation = serializers.ChoiceField(choices=Relation.choices)
    supports = serializers.ListField(child=serializers.CharField(max_length=40), allow_empty=False)
    id_number = serializers.CharField(max_length=18, required=False, allow_blank=True, write_only=True)
    household_size = serializers.IntegerField(min_value=1, max_value=30, required=False)
    household_income = yuan(required=False)
    programme = serializers.ChoiceField(choices=SupporterProgramme.choices, required=False)
    children_of_supported = serializers.IntegerField(min_value=1, max_value=20, required=False)
    court_amount = yuan(required=False, allow_null=True)
    actual_amount = yuan(required=False)
    birth_date = serializers.DateField(required=False)
    annual_income = yuan(required=False, allow_null=True)
    property_ok = serializers.BooleanField(required=False)
    statuses = serializers.ListField(
        child=serializers.ChoiceField(choices=SupporterStatus.choices), required=False
    )


class MaterialSerializer(serializers.Serializer):
    name = serializers.CharField(max_length=60)
    state = serializers.ChoiceField(choices=Material.STATES)


class ApplicationSerializer(serializers.Serializer):
    """一件申请。街道用 9 位机构代码。"""

    programme = serializers.ChoiceField(choices=Programme.choices)
    applied_at = serializers.CharField(max_length=9, help_text="受理街道的机构代码")
    residence_office = serializers.CharField(max_length=9)
    hukou_office = serializers.CharField(max_length=9)
    residence_community = serializers.CharField(max_length=12, required=False, help_text="社区代码")
    hukou_community = serializers.CharField(max_length=12, required=False, help_text="社区代码")
    address = serializers.CharField(max_length=200, required=False)
    phone = serializers.CharField(max_length=20, required=False, write_only=True)
    members = MemberSerializer(many=True, allow_empty=False)
    incomes = IncomeSerializer(many=True, required=False)
    assets = AssetSerializer(many=True, required=False)
    expenses = ExpenseSerializer(many=True, required=False)
    supporters = SupporterSerializer(many=True, required=False)
    account = AccountSerializer(required=False)
    materials = MaterialSerializer(many=True, required=False)
    conditions = serializers.ListField(
        child=serializers.ChoiceField(choices=[*HOUSEHOLD_FLAGS, *TEKUN_FLAGS]),
        required=False,
    )
    causes = serializers.ListField(child=serializers.CharField(max_length=20), required=False)
    pledged = serializers.BooleanField(required=False)
    staff_relation = serializers.CharField(max_length=90, required=False, allow_blank=True)
    staff_kin = serializers.ChoiceField(choices=KINS[1:], required=False, allow_blank=True)
    authorised_on = serializers.DateField(required=False)
    authorisation_form = serializers.ChoiceField(choices=["paper", "electronic"], required=False)

    def validate(self, data: dict[str, Any]) -> dict[str, Any]:
        for name in ("applied_at", "residence_office", "hukou_office"):
            data[name] = self._found(name, find_street(data[name]), "没有这个机构代码；请核对。")
        for name in ("residence_community", "hukou_community"):
            if data.get(name):
                data[name] = self._found(name, find_community(data[name]), "没有这个社区代码；请核对。")
        keys = [member["key"] for member in data["members"]]
        if len(set(keys)) < len(keys):
            raise serializers.ValidationError({"members": "成员的 key 有重复；请改为各不相同。"})
        self._known_people(data, set(keys))
        return data

    def _found(self, name: str, found: Any, words: str) -> Any:
        if found is None:
            raise serializers.ValidationError({name: words})
        return found

    def _known_people(self, data: dict[str, Any], keys: set[str]) -> None:
        """Rows may only name members of the same application."""
        for name, field in (("incomes", "person"), ("assets", "person")):
            for row in data.get(name, ()):
                if row.get(field) and row[field] not in keys:
                    raise serializers.ValidationError({name: f"没有 key 为“{row[field]}”的成员；请核对。"})
        for row in data.get("supporters", ()):
            if not set(row["supports"]) <= keys:
                raise serializers.ValidationError(
                    {"supporters": f"{row['name']}的 supports 里有不存在的成员 key；请核对。"}
                )
        holder = data.get("account", {}).get("holder")
        if holder and holder not in keys:
            raise serializers.ValidationError({"account": f"没有 key 为“{holder}”的成员；请核对。"})

    def to_entry(self) -> plain.Entry:
        """The entry of validated data, as the service takes it."""
        data = self.validated_data
        rows = {
            "members": tuple(self.fields["members"].child.to_entry(row) for row in data["members"]),
            "incomes": tuple(map(defaults_of(plain.IncomeEntry), data.get("incomes", ()))),
            "supporters": tuple(map(defaults_of(plain.SupporterEntry), data.get("supporters", ()))),
            "assets": tuple(map(defaults_of(plain.AssetEntry), data.get("assets", ()))),
            "expenses": tuple(map(defaults_of(plain.ExpenseEntry), data.get("expenses", ()))),
            "materials": tuple(map(defaults_of(plain.MaterialEntry), data.get("materials", ()))),
        }
        account = defaults_of(plain.AccountEntry)(data["account"]) if data.get("account") else None
        return defaults_of(plain.Entry)({**data, **rows, "account": account, "channel": "interface"})
