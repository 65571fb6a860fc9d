#!/bin/sh
# `entry.sh src|mcp`: runs a Deno process with no more permissions than its configuration needs.
set -eu
flags=$(deno run --no-prompt --allow-env --allow-read --cached-only --node-modules-dir=manual "deploy/image/$1-flags.ts")
# One flag a line, so that a path may have blanks in it.
IFS='
'
set -f
# shellcheck disable=SC2086
exec deno run --cached-only --node-modules-dir=manual $flags "$1/main.ts"
