"""Requests and answers as sealed files, for an office without a line to the check centre."""

import datetime as dt

from django.conf import settings
from django.db import transaction

from apps.checks import centre
from apps.checks.centre import Trouble
from apps.checks.models import CheckRequest, EconomicCheck, RequestState
from apps.checks.queries.requests import subjects_of
from apps.checks.services.requests import apply_answers, open_request, record_on_check, subjects_asked
from apps.core.errors import Refused
from apps.journal.kinds import EventKind
from apps.routing.services import take_step


@transaction.atomic
def write_request_file(case, *, by, on: dt.date) -> tuple[str, bytes]:
    """The request as a sealed file for an office without a line; name and bytes. Each time it is taken is an event.

    A request that waits is written again with what is missing; it is not a second one.
    """
    step = take_step(case, "economic_check", by=by, on=on)
    check = EconomicCheck.objects.filter(step=step).first()
    if check is None:
        raise Refused("check_not_started", "没有生成文件。核对还没有发起；请先发起核对。")
    check.step = step
    _refuse_without_key()
    request = check.requests.filter(state=RequestState.WAITING).last()
    request = request or open_request(check, channel="file", by=by, on=on)
    subjects = subjects_of(request)
    if not subjects:
        raise Refused(
            "nobody_to_ask", "没有生成文件。没有可查询的人员；请先登记授权，并核对身份证号是否齐全。"
        )
    body = centre.written(request.number, request.requested_on, subjects)
    record_on_check(
        check, f"生成核对请求文件 {request.number}，{len(subjects)} 人。", by=by, on=on, kind=EventKind.EXPORT
    )
    return f"{request.number}.json", centre.write_package(body)


@transaction.atomic
def read_answer_file(case, raw: bytes, *, by, on: dt.date) -> int:
    """Apply an answer file of the centre; how many answers were new. Refused whole when it is not in order."""
    step = take_step(case, "economic_check", by=by, on=on)
    requests = CheckRequest.objects.filter(check_done__step=step, state=RequestState.WAITING)
    request = requests.select_related("check_done__step__case").last()
    if request is None:
        raise Refused("nothing_asked", "没有导入。本件没有等待返回的请求；请先生成请求文件。", "file")
    _refuse_without_key()
    request.check_done.step.case = step.case
    try:
        content = centre.read_package(raw)
        answers = centre.read_answers(content, request.number, subjects_asked(request), on)
    except Trouble as trouble:
        raise Refused(trouble.code, f"没有导入。{trouble.sentence}", "file") from trouble
    request.tries += 1
    request.save(update_fields=["tries"])
    return apply_answers(request, answers, by=by, on=on)


def _refuse_without_key() -> None:
    if not settings.CHECK_CENTRE_KEY:
        raise Refused(
            "no_key",
            "没有办理。本机没有登记核对中心的密钥，不能收发文件；请系统管理员设置，或逐条登记核对结果。",
        )
