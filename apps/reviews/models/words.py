"""Reasons for a reduction or a stop that no computation of the whole household names (57号 第三十二条、第三十四条)."""

REASONS = {
    "member_died": "家庭成员死亡",
    "member_left": "家庭成员不再共同生活",
    "member_joined": "共同生活的家庭成员增加",
    "income_rose": "家庭收入增加",
    "income_fell": "家庭收入减少",
    "property_changed": "家庭财产变化",
    "standard_changed": "标准或者测算口径变化",
    "refused_jobs": "三次无正当理由拒绝就业服务",
    "care_level_changed": "生活自理能力变化",
    "hukou_moved": "户口迁移，由迁入地街道办理",
    "frozen_between_reviews": "没有明显变化，核查期内不调整，到下次定期核查时重新测算",
    "household_gone": "家庭中已没有保障对象",
}
