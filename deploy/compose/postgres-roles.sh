#!/bin/sh
# Runs once, when PostgreSQL makes its data: a role with a database for the product, and one that makes Temporal's two.
set -eu
secrets=/run/secrets/postgres

psql --no-psqlrc --set ON_ERROR_STOP=1 --username postgres --dbname postgres --quiet <<SQL
create role tramontane login password '$(cat $secrets/tramontane)';
create database tramontane owner tramontane;
create role temporal login createdb password '$(cat $secrets/temporal)';
revoke connect on database tramontane from public;
SQL
