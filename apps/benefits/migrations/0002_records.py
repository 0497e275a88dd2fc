"""Computations, opinions, choices, decisions and what a rehearsal, a round or a recovery found are records; a decision
names the reviewer of the opinion that it rests on; an approved round stays.
"""

from django.db import migrations

from apps.core.migrations_support import append_only

RECORDS = (
    "assessment",
    "opinion",
    "singlechoice",
    "decision",
    "rehearsalrow",
    "correctionproposal",
    "recalculationrow",
    "replayreason",
    "historicalrehearsal",
    "onetimegroup",
    "onetimeshare",
    "recoverymonth",
    "recoveryplan",
    "recoveryreceipt",
)
# `reviewer_does_not_decide` compares two columns of the decision; this keeps the first of them true.
OWN_OPINION = """
CREATE FUNCTION benefits_refuse_foreign_opinion() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM benefits_opinion opinion
          JOIN benefits_assessment assessment ON assessment.id = NEW.assessment_id
         WHERE opinion.id = NEW.opinion_id
           AND opinion.given_by_id = NEW.reviewed_by_id
           AND opinion.case_id = NEW.case_id
           AND assessment.case_id = NEW.case_id
    ) THEN
        RAISE EXCEPTION '决定须依据本件的初审意见和测算，初审人须与初审意见一致。' USING ERRCODE = 'JZ003';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER own_opinion BEFORE INSERT ON benefits_decision
    FOR EACH ROW EXECUTE FUNCTION benefits_refuse_foreign_opinion();
"""
APPROVED_ROUNDS = """
CREATE FUNCTION benefits_refuse_change_of_approved_round() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '一次性待遇已经批准，不能修改或删除；更正请另行起草。' USING ERRCODE = 'JZ002';
END $$;
CREATE TRIGGER approved_round_stays BEFORE UPDATE OR DELETE ON benefits_onetimeround
    FOR EACH ROW WHEN (OLD.state = 'approved') EXECUTE FUNCTION benefits_refuse_change_of_approved_round();
"""


class Migration(migrations.Migration):
    dependencies = [("benefits", "0001_initial")]
    operations = [
        *(append_only(f"benefits_{table}") for table in RECORDS),
        migrations.RunSQL(
            OWN_OPINION,
            "DROP TRIGGER own_opinion ON benefits_decision; DROP FUNCTION benefits_refuse_foreign_opinion;",
        ),
        migrations.RunSQL(
            APPROVED_ROUNDS,
            "DROP TRIGGER approved_round_stays ON benefits_onetimeround;"
            "DROP FUNCTION benefits_refuse_change_of_approved_round;",
        ),
    ]
