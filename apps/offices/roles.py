"""Roles, permissions and the one table that says which role may do what."""

from django.db import models


class Permission(models.TextChoices):
    """What one may do; step permissions carry their step's word."""

    VIEW_CASES = "view_cases", "查看办件和家庭"
    VIEW_PAYMENTS = "view_payments", "查看发放"
    VIEW_FIGURES = "view_figures", "查看统计"
    VIEW_JOURNAL = "view_journal", "查看日志"
    VIEW_STANDARDS = "view_standards", "查看标准"
    ACCEPT = "accept", "受理"
    SUPPLEMENT = "supplement", "补正"
    EDIT_HOUSEHOLD = "edit_household", "登记家庭信息"
    ECONOMIC_CHECK = "economic_check", "核对"
    HOME_VISIT = "home_visit", "入户调查"
    SELF_CARE = "self_care", "自理能力评估"
    HAND_OVER = "hand_over", "移送"
    FIRST_REVIEW = "first_review", "初审"
    PUBLIC_NOTICE = "public_notice", "公示"
    OBJECTION = "objection", "异议处理"
    APPRAISAL = "appraisal", "民主评议"
    DECISION = "decision", "审核确认"
    ANNOUNCEMENT = "announcement", "公布"
    ISSUE_DOCUMENT = "issue_document", "出具文书"
    ATTACH = "attach", "上传附件"
    RECUSAL = "recusal", "近亲属备案"
    WITHDRAW_CASE = "withdraw_case", "撤回申请"
    EXTEND_LIMIT = "extend_limit", "延长期限"
    REASSIGN = "reassign", "改派"
    PERIODIC_REVIEW = "periodic_review", "定期核查"
    CHANGE_REPORT = "change_report", "主动报告登记"
    VERIFICATION = "verification", "变更核实"
    TAKEOVER = "takeover", "接管登记"
    STOP = "stop", "停发"
    RECOVERY = "recovery", "追回"
    SET_OFF = "set_off", "决定抵扣追回款"
    APPEAL = "appeal", "登记复议、诉讼"
    DRAFT_BATCH = "draft_batch", "编制发放批次"
    DRAFT_MONTH = "draft_month", "为下属街道编制发放批次"
    APPROVE_BATCH = "approve_batch", "批准发放批次"
    RECORD_OUTCOME = "record_outcome", "登记银行回盘"
    REVEAL_PERSONAL_DATA = "reveal_personal_data", "查看完整个人信息"
    EXPORT = "export", "导出"
    MANAGE_FUNDS = "manage_funds", "登记资金"
    MANAGE_STANDARDS = "manage_standards", "维护标准"
    APPROVE_STANDARDS = "approve_standards", "批准调标"
    MANAGE_DUTIES = "manage_duties", "维护人员岗位"
    SET_DEMONSTRATION_DAY = "set_demonstration_day", "设定演示日期"
    API_USE = "api_use", "使用接口"


class Role(models.TextChoices):
    """A position held by duty at one office, from one day to another."""

    CLERK = "clerk", "经办"
    REVIEWER = "reviewer", "初审"
    APPROVER = "approver", "审核确认"
    SUPERVISOR = "supervisor", "督办"
    POLICY = "policy", "政策管理"
    ADMINISTRATOR = "administrator", "系统管理"
    AUDITOR = "auditor", "审计"


_P = Permission
_LOOK = {_P.VIEW_CASES, _P.VIEW_PAYMENTS, _P.VIEW_FIGURES, _P.VIEW_STANDARDS, _P.API_USE}

GRANTS: dict[Role, frozenset[Permission]] = {
    Role.CLERK: frozenset(
        _LOOK
        | {_P.ACCEPT, _P.SUPPLEMENT, _P.EDIT_HOUSEHOLD, _P.ECONOMIC_CHECK, _P.HOME_VISIT, _P.HAND_OVER}
        | {_P.SELF_CARE}
        | {_P.PUBLIC_NOTICE, _P.OBJECTION, _P.APPRAISAL, _P.ANNOUNCEMENT, _P.ISSUE_DOCUMENT, _P.ATTACH}
        | {
            _P.WITHDRAW_CASE,
            _P.PERIODIC_REVIEW,
            _P.CHANGE_REPORT,
            _P.VERIFICATION,
            _P.TAKEOVER,
            _P.DRAFT_BATCH,
            _P.RECORD_OUTCOME,
        }
        | {_P.REVEAL_PERSONAL_DATA, _P.RECUSAL}
    ),
    Role.REVIEWER: frozenset(
        _LOOK
        | {_P.SUPPLEMENT, _P.ECONOMIC_CHECK, _P.HAND_OVER, _P.FIRST_REVIEW, _P.PUBLIC_NOTICE, _P.OBJECTION}
        | {
            _P.APPRAISAL,
            _P.ANNOUNCEMENT,
            _P.ISSUE_DOCUMENT,
            _P.ATTACH,
            _P.PERIODIC_REVIEW,
            _P.VERIFICATION,
            _P.SELF_CARE,
            _P.APPEAL,
        }
        | {_P.REVEAL_PERSONAL_DATA, _P.RECUSAL}
    ),
    Role.APPROVER: frozenset(
        _LOOK
        | {
            _P.DECISION,
            _P.ANNOUNCEMENT,
            _P.ISSUE_DOCUMENT,
            _P.EXTEND_LIMIT,
            _P.REASSIGN,
            _P.STOP,
            _P.RECOVERY,
            _P.APPEAL,
        }
        | {_P.APPROVE_BATCH, _P.REVEAL_PERSONAL_DATA, _P.EXPORT, _P.RECUSAL}
    ),
    Role.SUPERVISOR: frozenset(
        _LOOK
        | {_P.VIEW_JOURNAL, _P.REASSIGN, _P.EXTEND_LIMIT, _P.EXPORT, _P.REVEAL_PERSONAL_DATA}
        | {_P.MANAGE_FUNDS, _P.DRAFT_MONTH, _P.APPEAL, _P.SET_OFF}
    ),
    # The three kinds of administrator stay apart (等保 2.0, 8.1.4.2): none of them handles a case.
    Role.POLICY: frozenset({_P.VIEW_STANDARDS, _P.VIEW_FIGURES, _P.MANAGE_STANDARDS, _P.APPROVE_STANDARDS}),
    Role.ADMINISTRATOR: frozenset({_P.VIEW_STANDARDS, _P.MANAGE_DUTIES, _P.SET_DEMONSTRATION_DAY}),
    Role.AUDITOR: frozenset(
        {_P.VIEW_CASES, _P.VIEW_PAYMENTS, _P.VIEW_FIGURES, _P.VIEW_JOURNAL, _P.VIEW_STANDARDS}
    ),
}

# What a duty at a district or city office also allows in the offices below it; steps are taken in one's own office.
REACHES_DOWN = frozenset(
    {_P.VIEW_CASES, _P.VIEW_PAYMENTS, _P.VIEW_FIGURES, _P.VIEW_JOURNAL, _P.EXPORT, _P.REASSIGN}
    | {_P.DRAFT_MONTH, _P.EXTEND_LIMIT, _P.MANAGE_DUTIES, _P.REVEAL_PERSONAL_DATA, _P.API_USE, _P.APPEAL}
    | {_P.SET_OFF}
)


def roles_with(permission: Permission) -> frozenset[Role]:
    """The roles that grant `permission`."""
    return frozenset(role for role, granted in GRANTS.items() if permission in granted)
