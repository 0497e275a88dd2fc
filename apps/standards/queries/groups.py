"""标准 by subject, in the order in which a household meets them. A code belongs to the first group that names it."""

from dataclasses import dataclass
from fnmatch import fnmatchcase


@dataclass(frozen=True, slots=True)
class Group:
    """`name` is the anchor and the value of the filter; `codes` are whole codes or beginnings (`taper_*`)."""

    name: str
    title: str
    codes: tuple[str, ...]


GROUPS = (
    Group("dibao", "低保", ("dibao_*", "amount_method", "monetary_limit_dibao")),
    Group("edge", "低保边缘家庭", ("edge_*", "monetary_limit_edge")),
    Group("single", "单人保", ("single_person_*", "adult_jobless_*")),
    Group("tekun", "特困供养", ("tekun_standard_*", "tekun_floor_*", "tekun_minor_*", "care_subsidy_*")),
    Group(
        "rigid",
        "刚性支出困难家庭",
        ("rigid_ratio_*", "rigid_validity", "citywide_disposable_income", "expenditure_rule_2020"),
    ),
    Group(
        "income",
        "人口、收入和财产",
        (
            *("count_postgraduates", "non_local_residence_months", "exclude_central_basic_pension"),
            *("employment_cost_*", "minimum_wage", "rigid_expenditure_deduction", "support_*"),
            "city_average_area",
        ),
    ),
    Group("uplift", "分类救助", ("CU_*", "category_uplift_*")),
    Group("pay", "发放", ("pay_*", "payment_start*")),
    Group(
        "change",
        "渐退、停发和追回",
        ("taper_*", "exit_moratorium", "recovery_*", "fraud_fine_*"),
    ),
    Group("review", "定期核查和主动报告", ("review_*", "freeze_*", "death_review", "change_report_grace")),
    Group(
        "procedure",
        "办理程序和期限",
        (
            *("one_city", "decision_authority", "district_decision", "total_limit*", "home_visit_start"),
            *(
                "contactless_visit",
                "authorisation_validity",
                "check_report_validity",
                "public_notice_days",
                "notice_roll",
                "refusal_notice",
                "tekun_*",
            ),
            *("self_care_reassessment", "appeal_*", "missing_items_lapse", "handover", "recheck", "archive"),
            "alert_handling*",
        ),
    ),
    Group("temporary", "临时救助", ("temp_*", "emergency_*", "reserve_*")),
    Group(
        "one_time", "价格补贴和一次性补助", ("price_*", "year_end_*", "festival_*", "heating_*", "funeral_*")
    ),
    Group("other", "其他", ("*",)),
)


def group_of(code: str) -> Group:
    """The last group takes what no other names; a test holds that none of the shipped codes is there."""
    return next(one for one in GROUPS if any(fnmatchcase(code, form) for form in one.codes))
