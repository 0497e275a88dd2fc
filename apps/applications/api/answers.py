"""The shapes of answers: a case, a problem; and of a posted preview."""

from rest_framework import serializers

from apps.rules.examples import overrides
from apps.rules.questions import QUESTIONS


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
    """一次测算：facts 用算例（fixtures/golden/README.md）中该 kind 的形状，不填 kind 为家庭测算。"""

    kind = serializers.ChoiceField(choices=sorted(QUESTIONS), default="assess")
    region = serializers.ChoiceField(choices=["TJ", "HB-QX"])
    day = serializers.DateField(required=False, help_text="测算日，不填为今天")
    facts = serializers.DictField()
    parameters = serializers.DictField(
        required=False, help_text="本次另行指定的标准：代码到数值，或到 {from, value} 的列表"
    )

    def validate_parameters(self, parameters):
        try:
            overrides(parameters)
        except (KeyError, TypeError, ValueError) as error:
            raise serializers.ValidationError("要写成“代码: 数值”，或带 from 和 value 的列表。") from error
        return parameters


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
