from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("checks", "0001_initial"),
        ("documents", "0002_records"),
    ]

    operations = [
        migrations.AddField(
            model_name="finding",
            name="proofs",
            field=models.ManyToManyField(
                blank=True, related_name="+", to="documents.attachment", verbose_name="证明图片"
            ),
        ),
    ]
