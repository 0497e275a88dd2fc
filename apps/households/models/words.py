"""The closed lists of what is said about people and their means; codes are those of `apps.rules.words`."""

from django.db import models


class Sex(models.TextChoices):
    MALE = "male", "男"
    FEMALE = "female", "女"


class HukouNature(models.TextChoices):
    URBAN = "urban", "城镇"
    RURAL = "rural", "农村"


class Relation(models.TextChoices):
    HEAD = "head", "本人"
    SPOUSE = "spouse", "配偶"
    CHILD = "child", "子女"
    PARENT = "parent", "父母"
    GRANDPARENT = "grandparent", "祖父母、外祖父母"
    GRANDCHILD = "grandchild", "孙子女、外孙子女"
    SIBLING = "sibling", "兄弟姐妹"
    OTHER_RELATIVE = "other_relative", "其他亲属"
    UNRELATED = "unrelated", "非亲属"


class LabourCapacity(models.TextChoices):
    FULL = "full", "有"
    PART = "part", "部分丧失"
    NONE = "none", "丧失"
    MINOR = "minor", "未成年"
    STUDENT = "student", "在校学生"


class WorkStatus(models.TextChoices):
    EMPLOYED = "employed", "在职"
    FLEXIBLE = "flexible", "灵活就业"
    REGISTERED_UNEMPLOYED = "registered_unemployed", "登记失业"
    NOT_REGISTERED = "not_registered", "未就业"
    RETIRED = "retired", "退休"
    STUDENT = "student", "在校"
    PRESCHOOL = "preschool", "学龄前"


class MemberStatus(models.TextChoices):
    CONSCRIPT = "conscript", "义务兵"
    CLERGY_3Y = "clergy_3y", "脱离家庭三年以上教职人员"
    IMPRISONED = "imprisoned", "服刑"
    COMPULSORY_REHAB = "compulsory_rehab", "强制隔离戒毒"
    DECLARED_MISSING = "declared_missing", "宣告失踪"
    RELEASED = "released", "刑满释放或假释在家"
    SCHOOL_STUDENT = "school_student", "义务教育或高中在读"
    UNDERGRADUATE = "undergraduate", "全日制本科及以下高校在读"
    POSTGRADUATE = "postgraduate", "研究生在读"


class SupporterProgramme(models.TextChoices):
    """What a supporter gets himself."""

    NONE = "none", "没有"
    DIBAO = "dibao", "低保"
    TEKUN = "tekun", "特困供养"


class SupporterStatus(models.TextChoices):
    """What keeps a supporter from supporting (43号 第八条（五）（六）)."""

    INCAPABLE = "incapable", "无民事行为能力"
    DECLARED_MISSING = "declared_missing", "被宣告失踪"
    IMPRISONED = "imprisoned", "在监狱服刑"


class Origin(models.TextChoices):
    DECLARED = "declared", "家庭申报"
    CHECK = "check", "核对采用"
    VISIT = "visit", "入户采用"
    CORRECTION = "correction", "更正"
