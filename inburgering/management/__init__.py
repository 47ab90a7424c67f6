"""Commands for whoever runs an installation, and what a production database needs before its first migration."""
