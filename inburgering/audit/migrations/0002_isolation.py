"""The trail can be added to and read, never changed, by the role that serves people."""

from django.db import migrations

from inburgering.isolation import OWN, Isolate, Restrict


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial"), ("accounts", "0002_isolation")]
    operations = [
        Isolate("audit_auditevent", read=OWN),
        Restrict("audit_auditevent", "SELECT", "INSERT"),
    ]
