#!/bin/sh
# `entry.sh src|mcp`: runs a Deno process with only the permissions that its configuration needs.
set -eu
# Compose sets it to nothing where there is no collector, and Deno complains.
[ -n "${OTEL_DENO:-}" ] || unset OTEL_DENO
flags=$(deno run --no-prompt --allow-env --allow-read --cached-only --node-modules-dir=manual "deploy/image/$1-flags.ts")
# The version in exported telemetry; a given value takes precedence.
release=$(sed -n 's/^ *"version": "\([^"]*\)".*/\1/p' package.json | head -n 1)
export OTEL_RESOURCE_ATTRIBUTES="service.version=$release${OTEL_RESOURCE_ATTRIBUTES:+,$OTEL_RESOURCE_ATTRIBUTES}"
# One flag per line, so that a path may contain blanks.
IFS='
'
set -f
# shellcheck disable=SC2086
exec deno run --cached-only --node-modules-dir=manual $flags "$1/main.ts"
