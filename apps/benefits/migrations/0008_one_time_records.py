"""Groups and shares of a round are records; an approved round stays; the monthly amounts do not count what is paid once."""

from django.db import migrations

from apps.core.migrations_support import append_only

VIEW = """
CREATE OR REPLACE VIEW benefits_monthly_amount AS
SELECT id, award_id, kind, person_id, payee, amount, from_month, to_month, decision_id, rehearsal_id
  FROM benefits_awardamount WHERE withdrawn_by_id IS NULL {and_monthly};
"""
STAYS = """
CREATE FUNCTION benefits_refuse_change_of_approved_round() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '一次性待遇已经批准，不能修改或删除；更正请另行起草。' USING ERRCODE = 'JZ002';
END $$;
CREATE TRIGGER approved_round_stays BEFORE UPDATE OR DELETE ON benefits_onetimeround
    FOR EACH ROW WHEN (OLD.state = 'approved') EXECUTE FUNCTION benefits_refuse_change_of_approved_round();
"""


class Migration(migrations.Migration):
    dependencies = [("benefits", "0007_one_time")]

    operations = [
        append_only("benefits_onetimegroup"),
        append_only("benefits_onetimeshare"),
        migrations.RunSQL(VIEW.format(and_monthly="AND one_time_id IS NULL"), VIEW.format(and_monthly="")),
        migrations.RunSQL(
            STAYS,
            "DROP TRIGGER approved_round_stays ON benefits_onetimeround;"
            "DROP FUNCTION benefits_refuse_change_of_approved_round;",
        ),
    ]
