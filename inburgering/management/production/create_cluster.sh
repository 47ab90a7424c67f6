#!/bin/sh
# Run once by the postgres image, on an empty data directory: roles, database and passwords.
# The passwords are those in the two addresses that the other containers sign in with.
set -eu
: "${POSTGRES_USER:=postgres}" "${SECRETS:=/run/secrets}" "${CLUSTER_SQL:=/etc/inburgering/cluster.sql}"
export SECRETS

psql -X -q -v ON_ERROR_STOP=1 -v owner_option=NOCREATEDB -U "$POSTGRES_USER" -d postgres -f "$CLUSTER_SQL"
psql -X -q -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d postgres <<'SQL'
\set app_password `sed 's#^[^:]*://[^:]*:\([^@]*\)@.*#\1#' "$SECRETS/database_url"`
\set owner_password `sed 's#^[^:]*://[^:]*:\([^@]*\)@.*#\1#' "$SECRETS/database_url_owner"`
ALTER ROLE app PASSWORD :'app_password';
ALTER ROLE app_owner PASSWORD :'owner_password';
SQL
