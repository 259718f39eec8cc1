from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("desk_newsroom", "0002_material_is_decided_file_by_file")]

    operations = [
        migrations.RemoveField(model_name="commission", name="files"),
        migrations.RemoveField(model_name="commission", name="redaction_confirmed"),
    ]
