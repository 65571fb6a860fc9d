#!/bin/sh
# Creates Temporal's databases and updates their schema to the version of its server. May run at every start.
set -eu
SQL_PASSWORD="$(cat /run/secrets/temporal/password)"
export SQL_PASSWORD SQL_PLUGIN=postgres12 SQL_HOST="${SQL_HOST:-postgres}" SQL_PORT="${SQL_PORT:-5432}" SQL_USER=temporal
schema="${SCHEMA:-/etc/temporal/schema}/postgresql/v12"

for database in temporal temporal_visibility; do
  temporal-sql-tool --db "$database" create
  # Creates the table of versions if it is missing.
  temporal-sql-tool --db "$database" setup-schema -v 0.0
done
temporal-sql-tool --db temporal update-schema -d "$schema/temporal/versioned"
temporal-sql-tool --db temporal_visibility update-schema -d "$schema/visibility/versioned"
