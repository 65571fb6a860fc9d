#!/bin/sh
# Runs once, when PostgreSQL initializes its data: creates a role that owns the product's database, two roles without
# ownership for API and worker, and one that creates Temporal's databases. Migrations grant privileges to the two.
set -eu
secrets=/run/secrets/postgres

psql --no-psqlrc --set ON_ERROR_STOP=1 --username postgres --dbname postgres --quiet <<SQL
create role tramontane login password '$(cat $secrets/tramontane)';
create database tramontane owner tramontane;
create role tramontane_api login password '$(cat $secrets/api)';
create role tramontane_worker login password '$(cat $secrets/worker)';
create role temporal login createdb password '$(cat $secrets/temporal)';
revoke connect, temporary on database tramontane from public;
grant connect on database tramontane to tramontane_api, tramontane_worker;
SQL
