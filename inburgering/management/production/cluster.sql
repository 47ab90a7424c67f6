-- The roles and the database of one PostgreSQL 18 cluster. Applied by the embedded servers and, in production, once by
-- create_cluster.sh in the postgres image: one file, so that privileges are the same everywhere. Safe to run again.
--
--   app_owner  owns the tables and migrates. May become app, never the other way round.
--   app        web, worker, beat and every test: reads and writes rows, no DDL, cannot step around row-level security.
--
-- psql variable: owner_option = CREATEDB (embedded only: tests make databases) or NOCREATEDB.

SELECT 'CREATE ROLE app_owner' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'app_owner') \gexec
SELECT 'CREATE ROLE app' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'app') \gexec
ALTER ROLE app_owner LOGIN NOSUPERUSER NOCREATEROLE NOREPLICATION NOBYPASSRLS :owner_option;
ALTER ROLE app LOGIN NOSUPERUSER NOCREATEROLE NOREPLICATION NOBYPASSRLS NOCREATEDB;
GRANT app TO app_owner WITH INHERIT FALSE, SET TRUE;

-- In template1, so that every database made from it (ours below, and the test databases) starts with the same rules.
\connect template1
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
ALTER DEFAULT PRIVILEGES FOR ROLE app_owner GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO app;
ALTER DEFAULT PRIVILEGES FOR ROLE app_owner GRANT USAGE, SELECT ON SEQUENCES TO app;

\connect postgres
SELECT 'CREATE DATABASE inburgering OWNER app_owner'
    WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'inburgering') \gexec
REVOKE ALL ON DATABASE inburgering FROM PUBLIC;
-- TEMPORARY: imports copy into a temporary table first, because COPY FROM is refused on a table with row-level security.
GRANT CONNECT, TEMPORARY ON DATABASE inburgering TO app;
