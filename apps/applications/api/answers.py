"""The shapes of answers: a case, a problem; and of a posted preview."""

from rest_framework import serializers


class StepSerializer(serializers.Serializer):
    name = serializers.CharField()
    label = serializers.CharField()
    round = serializers.IntegerField()
    office = serializers.CharField(help_text="承办机构代码")
    state = serializers.CharField()
    waiting_for = serializers.CharField(allow_null=True)
    opened_on = serializers.DateField()
    done_on = serializers.DateField(allow_null=True)


class CaseSerializer(serializers.Serializer):
    """办件进展，不含个人信息。"""

    id = serializers.IntegerField()
    number = serializers.CharField()
    programme = serializers.CharField()
    state = serializers.CharField()
    outcome = serializers.CharField(allow_null=True)
    mode = serializers.CharField()
    submitted_on = serializers.DateField()
    accepted_on = serializers.DateField(allow_null=True)
    closed_on = serializers.DateField(allow_null=True)
    limit_working_days = serializers.IntegerField()
    due_on = serializers.DateField(allow_null=True)
    due_provisional = serializers.BooleanField(help_text="true：该年工作日安排还没有录入，期限为预计")
    steps = StepSerializer(many=True)


class PreviewSerializer(serializers.Serializer):
    """一次测算：facts 用 golden 的形状（household、members、property、obliged_supporters、expenditures）。"""

    region = serializers.ChoiceField(choices=["TJ", "HB-QX"])
    day = serializers.DateField(required=False, help_text="测算日，不填为今天")
    facts = serializers.DictField()


class ProblemErrorSerializer(serializers.Serializer):
    field = serializers.CharField()
    code = serializers.CharField()
    message = serializers.CharField()


class ProblemSerializer(serializers.Serializer):
    """RFC 9457 problem JSON，code 稳定，detail 为中文说明。"""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    code = serializers.CharField()
    errors = ProblemErrorSerializer(many=True)
