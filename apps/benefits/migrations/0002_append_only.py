"""Computations, opinions and decisions are records; a decision names the reviewer of the opinion that it rests on."""

from django.db import migrations

from apps.core.migrations_support import append_only

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


class Migration(migrations.Migration):
    dependencies = [("benefits", "0001_initial")]
    operations = [
        append_only("benefits_assessment"),
        append_only("benefits_opinion"),
        append_only("benefits_decision"),
        migrations.RunSQL(
            OWN_OPINION,
            "DROP TRIGGER own_opinion ON benefits_decision; DROP FUNCTION benefits_refuse_foreign_opinion;",
        ),
    ]
