#!/bin/sh
# Makes the random passwords and tokens of this deployment, each in the volumes of the services that need it.
# Existing ones stay.
set -eu
umask 022

random() {
  od -An -N24 -tx1 /dev/urandom | tr -d ' \n'
}

# keep <file> <value>: writes the file atomically.
keep() {
  [ -s "$1" ] && return
  printf '%s\n' "$2" >"$1.new"
  mv "$1.new" "$1"
}

cd "${1:-/secrets}"
keep postgres/superuser "$(random)"
keep postgres/tramontane "$(random)"
keep postgres/api "$(random)"
keep postgres/worker "$(random)"
keep postgres/temporal "$(random)"
keep database-owner/url "postgres://tramontane:$(cat postgres/tramontane)@postgres:5432/tramontane"
keep database-api/url "postgres://tramontane_api:$(cat postgres/api)@postgres:5432/tramontane"
keep database-worker/url "postgres://tramontane_worker:$(cat postgres/worker)@postgres:5432/tramontane"
keep temporal/password "$(cat postgres/temporal)"
keep tools/mcp-token "$(random)"
keep sandbox/control-token "$(random)"
keep auth/secret "$(random)"
keep webhooks/key "$(random)"
keep auth/session-key "$(openssl ecparam -name prime256v1 -genkey -noout)"

if [ -n "${KEY_IS_SET:-}" ]; then
  echo "MISTRAL_API_KEY is set, but the EMULATOR answers: deploy/compose/mistral.yml is for a real key."
fi
