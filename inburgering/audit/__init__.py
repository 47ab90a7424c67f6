"""The trail: who did what, when. Words: AuditEvent, Actor. Others may use: record."""
