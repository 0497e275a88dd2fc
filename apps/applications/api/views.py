"""Create an application, read a case, preview a calculation. Errors are problem JSON (`core.problems`)."""

import datetime as dt
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from apps.applications import queries, services
from apps.applications.api.answers import CaseSerializer, PreviewSerializer, ProblemSerializer
from apps.applications.api.application import ApplicationSerializer
from apps.benefits import queries as benefits
from apps.core import clock
from apps.core.errors import Refused
from apps.offices.access import may
from apps.offices.roles import Permission
from apps.routing.access import cases_seen_by
from apps.rules.errors import RuleError
from apps.standards.queries import refusal_words

PROBLEM = OpenApiResponse(ProblemSerializer, description="没有办理，及其原因")


def require(user, permission: Permission, office: Any, on: dt.date) -> None:
    """403 without the permission, at the office or (None) anywhere."""
    if not may(user, permission, office, on):
        raise PermissionDenied


class ApplicationsAPI(APIView):
    """登记申请。"""

    @extend_schema(
        operation_id="create_application",
        request=ApplicationSerializer,
        responses={201: CaseSerializer, 400: PROBLEM, 403: PROBLEM, 409: PROBLEM, 422: PROBLEM},
    )
    def post(self, request: Request) -> Response:
        """Enter an application and open its case; refused with 409 or 422 in problem JSON."""
        on = clock.today()
        require(request.user, Permission.API_USE, None, on)
        serializer = ApplicationSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        case = services.submit_application(serializer.to_entry(), by=request.user, on=on)
        return Response(CaseSerializer(queries.case_status(case)).data, status=status.HTTP_201_CREATED)


class CaseAPI(APIView):
    """办件进展。"""

    @extend_schema(operation_id="read_case", responses={200: CaseSerializer, 403: PROBLEM, 404: PROBLEM})
    def get(self, request: Request, case_id: int) -> Response:
        """Where a case is: its steps, deadline and outcome; 404 for what one may not see."""
        on = clock.today()
        require(request.user, Permission.API_USE, None, on)
        case = (
            cases_seen_by(request.user, on)
            .select_related("hukou_office__jurisdiction")
            .filter(pk=case_id)
            .first()
        )
        if case is None:
            raise Http404
        return Response(CaseSerializer(queries.case_status(case)).data)


class PreviewAPI(APIView):
    """测算预览，不保存。"""

    @extend_schema(
        operation_id="preview",
        request=PreviewSerializer,
        responses={
            200: OpenApiResponse(
                dict, description="测算结果，键与 golden 的 expect 相同，另有 lines 和 equation"
            ),
            400: PROBLEM,
            403: PROBLEM,
            422: PROBLEM,
        },
    )
    def post(self, request: Request) -> Response:
        """Answer a question of any kind by the standards of the region on the day; a refusal of the rules is 422."""
        on = clock.today()
        require(request.user, Permission.API_USE, None, on)
        serializer = PreviewSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        data = serializer.validated_data
        day, parameters = data.get("day", on), data.get("parameters", {})
        asked = benefits.Asked(data["kind"], data["region"], day, data["facts"], parameters)
        try:
            return Response(benefits.answer_to(asked).values)
        except RuleError as error:
            field = "day" if error.code == "missing_standard" else "facts"
            raise Refused(error.code, f"没有测算。{refusal_words(error)}", field) from error
