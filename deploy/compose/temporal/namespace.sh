#!/bin/sh
# Registers the namespace if it is missing. Closed workflows are kept for three days; conversations are in PostgreSQL.
set -eu
export TEMPORAL_ADDRESS="${TEMPORAL_ADDRESS:-temporal:7233}"
name="${NAMESPACE:-default}"

tries=0
until temporal operator cluster health >/dev/null 2>&1; do
  tries=$((tries + 1))
  [ "$tries" -lt 60 ] || { echo "Temporal is not well after 60 looks" && exit 1; }
  sleep 1
done
temporal operator namespace describe --namespace "$name" >/dev/null 2>&1 ||
  temporal operator namespace create --namespace "$name" --retention 72h
