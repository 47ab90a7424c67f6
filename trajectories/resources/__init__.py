"""Lists that come in: one resource per kind, the workbook to fill in, and the one that goes back with what is wrong."""
