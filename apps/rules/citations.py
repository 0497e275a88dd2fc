"""Articles that give the rules; the document that sets a value stands with the value."""

METHOD = "《最低生活保障审核确认办法》"
MEMBERS = METHOD + "第七条"
SEPARATE = METHOD + "第八条（一）（二）"
EDGE = METHOD + "第八条"
INCOME = METHOD + "第十三条"
INCOME_TYPES = {
    "W": INCOME + "（一）",
    "B": INCOME + "（二）",
    "P": INCOME + "（三）",
    "T": INCOME + "（四）",
    "O": INCOME + "（五）",
}
UNCOUNTED = INCOME + "第二款"
DEDUCTIBLE = INCOME + "第三款"
ELDERLY_AND_ILL = METHOD + "第二十七条"
PROPERTY = METHOD + "第十四条"
AMOUNT = METHOD + "第二十三条"
REFUSED_JOBS = METHOD + "第三十四条"
ELIGIBLE = "《社会救助暂行办法》第九条"
EDGE_CASH = "天津市《关于改革完善社会救助制度的措施》4"
UPLIFT = "天津市《关于改革完善社会救助制度的措施》4"
SINGLE_PERSON = "天津市《关于改革完善社会救助制度的措施》4"
SINGLE_PERSON_HEBEI = "桥西区《关于改革完善社会救助制度的实施意见》（五）"
ADULT_JOBLESS = "津民发〔2023〕13号"
EMPLOYMENT = "津民发〔2020〕19号二（二）"
EMPLOYMENT_HEBEI = "桥西区《关于改革完善社会救助制度的实施意见》（十二）"
RIGID = "桥西区《关于改革完善社会救助制度的实施意见》（五）"
RIGID_METHOD = "《刚性支出困难家庭认定办法》"
TEKUN = "《特困人员认定办法》"
TEKUN_FLOOR = "天津市《关于改革完善社会救助制度的措施》5"
