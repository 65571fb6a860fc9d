#!/bin/bash
# What the documentation of the official image says of its entry point, no more: POSTGRES_USER, POSTGRES_PASSWORD,
# POSTGRES_DB, POSTGRES_INITDB_ARGS, POSTGRES_HOST_AUTH_METHOD, each also with _FILE, and /docker-entrypoint-initdb.d,
# once, when there are no data; meanwhile the server listens on its socket only.
set -euo pipefail

# given <name> <default>: the variable, or the content of the file that <name>_FILE names.
given() {
  local file="$1_FILE"
  if [ -n "${!file:-}" ]; then
    [ -z "${!1:-}" ] || { echo >&2 "error: both $1 and $file are set" && exit 1; }
    cat "${!file}"
  else
    printf '%s' "${!1:-$2}"
  fi
}

initialize() {
  local user password database arguments method
  user="$(given POSTGRES_USER postgres)"
  password="$(given POSTGRES_PASSWORD "")"
  database="$(given POSTGRES_DB "$user")"
  arguments="$(given POSTGRES_INITDB_ARGS "")"
  method="${POSTGRES_HOST_AUTH_METHOD:-scram-sha-256}"
  if [ -z "$password" ] && [ "$method" != trust ]; then
    echo >&2 "error: the database is not initialized and no superuser password is given" && exit 1
  fi
  # shellcheck disable=SC2086
  eval "initdb --username=\"\$user\" --pwfile=<(printf '%s\n' \"\$password\") $arguments" >&2
  printf '\nhost all all all %s\n' "$method" >>"$PGDATA/pg_hba.conf"
  pg_ctl -D "$PGDATA" -o "-c listen_addresses='' -p 5432" -w start >&2
  export PGHOST=/var/run/postgresql PGPASSWORD="$password" POSTGRES_USER="$user" POSTGRES_DB="$database"
  [ "$database" = postgres ] || psql --no-psqlrc --username "$user" --dbname postgres --command "create database \"$database\""
  for file in /docker-entrypoint-initdb.d/*; do
    case "$file" in
      *.sh) if [ -x "$file" ]; then "$file"; else . "$file"; fi ;;
      *.sql) psql --no-psqlrc --set ON_ERROR_STOP=1 --username "$user" --dbname "$database" --file "$file" ;;
    esac
  done
  pg_ctl -D "$PGDATA" -m fast -w stop >&2
  unset PGHOST PGPASSWORD
}

[ "${1:0:1}" != - ] || set -- postgres "$@"
if [ "$1" = postgres ]; then
  mkdir -p "$PGDATA"
  chmod 700 "$PGDATA"
  if [ "$(id -u)" = 0 ]; then
    find "$PGDATA" \! -user postgres -exec chown postgres '{}' +
    exec setpriv --reuid=postgres --regid=postgres --clear-groups "$0" "$@"
  fi
  [ -s "$PGDATA/PG_VERSION" ] || initialize
fi
exec "$@"
