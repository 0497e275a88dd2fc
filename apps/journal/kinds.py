"""The closed list of what can happen: every event has one of these kinds, the word of its step."""

from django.db import models


class EventKind(models.TextChoices):
    """English word (step, service, URL, permission, test) and Chinese label (timeline)."""

    SUBMIT = "submit", "提交申请"
    ACCEPT = "accept", "受理"
    NOT_ACCEPTED = "not_accepted", "不予受理"
    SUPPLEMENT = "supplement", "补正"
    AUTHORISATION = "authorisation", "核对授权"
    ECONOMIC_CHECK = "economic_check", "核对"
    HOME_VISIT = "home_visit", "入户调查"
    SELF_CARE = "self_care", "自理能力评估"
    SINGLE_CHOICE = "single_choice", "申请家庭选择"
    HAND_OVER = "hand_over", "移送"
    SEND_BACK = "send_back", "退回"
    FIRST_REVIEW = "first_review", "初审"
    PUBLIC_NOTICE = "public_notice", "公示"
    OBJECTION = "objection", "异议"
    OBJECTION_READ = "objection_read", "查看异议"
    APPRAISAL = "appraisal", "民主评议"
    RECHECK = "recheck", "复核"
    DECISION = "decision", "审核确认"
    ANNOUNCEMENT = "announcement", "公布"
    DELIVERY = "delivery", "送达"
    ARCHIVE = "archive", "归档"
    WITHDRAW_CASE = "withdraw_case", "撤回申请"
    CLOSE_CASE = "close_case", "办结"
    EXTEND_LIMIT = "extend_limit", "延长期限"
    RECUSAL = "recusal", "回避"
    REASSIGN = "reassign", "改派"
    HOUSEHOLD = "household", "家庭信息变更"
    ASSESSMENT = "assessment", "测算"
    AWARD = "award", "待遇"
    PERIODIC_REVIEW = "periodic_review", "定期核查"
    CHANGE_REPORT = "change_report", "主动报告"
    VERIFICATION = "verification", "变更核实"
    TAKEOVER = "takeover", "接管登记"
    EXTENSION = "extension", "核查延期"
    CAMPAIGN = "campaign", "核查计划"
    SWITCH = "switch", "特殊时期措施"
    TAPER = "taper", "渐退"
    STOP = "stop", "停发"
    RECOVERY = "recovery", "追回"
    APPEAL = "appeal", "复议诉讼"
    REHEARSAL = "rehearsal", "调标测算"
    BATCH = "batch", "发放批次"
    PAYMENT = "payment", "发放"
    OUTCOME = "outcome", "银行回盘"
    DOCUMENT = "document", "文书"
    ATTACHMENT = "attachment", "附件"
    NOTE = "note", "备注"
    REVEAL = "reveal", "查看完整信息"
    EXPORT = "export", "导出"
    IMPORT = "import", "导入"
    RUN = "run", "后台任务"
    STANDARD = "standard", "标准"
    CALENDAR = "calendar", "工作日历"
    REFERENCE = "reference", "基础数据"
    OFFICE = "office", "机构"
    USER = "user", "人员"
    DUTY = "duty", "岗位"
    DEMONSTRATION_DAY = "demonstration_day", "演示日期"
    SIGN_IN = "sign_in", "登录"
    SIGN_OUT = "sign_out", "退出"


class Side(models.TextChoices):
    """Which desk acted; the seals 居, 户 and 区."""

    NONE = "", "—"
    RESIDENCE = "residence", "居住地"
    HUKOU = "hukou", "户籍地"
    DISTRICT = "district", "区级"


class RunState(models.TextChoices):
    """Where a long work stands."""

    WAITING = "waiting", "等待"
    RUNNING = "running", "进行中"
    DONE = "done", "完成"
    FAILED = "failed", "未完成"


def event_kinds() -> list[tuple[str, str]]:
    """Choices of `Event.kind`; a callable, so that a new kind needs no migration."""
    return EventKind.choices
