"""Post the answers of an economic check; errors are problem JSON (`core.problems`)."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from apps.checks import queries, services
from apps.checks.models import Finding, Source
from apps.core import clock
from apps.core.errors import Refused
from apps.offices.access import may
from apps.offices.roles import Permission
from apps.routing.access import cases_seen_by


class AnswerSerializer(serializers.Serializer):
    """一个来源对一项内容的回答；person 为成员姓名，不填为全户。"""

    source = serializers.ChoiceField(choices=Source.choices)
    item = serializers.ChoiceField(choices=Finding.ITEMS)
    person = serializers.CharField(max_length=50, required=False, default="", allow_blank=True)
    label = serializers.CharField(max_length=100, required=False, default="", allow_blank=True)
    declared_amount = serializers.DecimalField(
        max_digits=12, decimal_places=2, min_value=0, required=False, default=None
    )
    found_amount = serializers.DecimalField(
        max_digits=12, decimal_places=2, min_value=0, required=False, default=None
    )
    found_text = serializers.CharField(max_length=100, required=False, default="", allow_blank=True)
    as_of = serializers.DateField(required=False, default=None)


class CheckResultSerializer(serializers.Serializer):
    """一次核对结果：全部登记，或一条也不登记。"""

    answers = AnswerSerializer(many=True, allow_empty=False)


class RecordedSerializer(serializers.Serializer):
    """登记了什么：settlement 为 open 的差异须由街道人员逐处处理。"""

    id = serializers.IntegerField()
    source = serializers.CharField()
    label = serializers.CharField()
    settlement = serializers.CharField()


class CheckResultAPI(APIView):
    """登记核对结果。"""

    @extend_schema(
        operation_id="post_check_result",
        request=CheckResultSerializer,
        responses={
            201: RecordedSerializer(many=True),
            **{code: OpenApiResponse(description="没有办理，及其原因") for code in (400, 403, 404, 409, 422)},
        },
    )
    def post(self, request: Request, case_id: int) -> Response:
        """Record the answers of a running check, all or none; 409 while no check runs at the caller's office."""
        on = clock.today()
        if not may(request.user, Permission.API_USE, on=on):
            raise PermissionDenied
        case = cases_seen_by(request.user, on).filter(pk=case_id).first()
        if case is None:
            raise Http404
        serializer = CheckResultSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        entries = [_entry(case, answer) for answer in serializer.validated_data["answers"]]
        findings = services.record_findings(case, entries, by=request.user, on=on)
        return Response(RecordedSerializer(findings, many=True).data, status=status.HTTP_201_CREATED)


def _entry(case, answer: dict[str, Any]) -> services.FindingEntry:
    name = answer.pop("person")
    persons = {person.name: person for person in queries.declared_rows(case)["persons"]}
    if name and name not in persons:
        raise Refused("unknown_person", f"没有登记。{name}不是这一户的成员；请核对姓名。", "person")
    return services.answer(case, person=persons.get(name), **answer)
