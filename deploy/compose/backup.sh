#!/bin/sh
# `sh deploy/compose/backup.sh save|restore <folder>`, from the root of the repository: copies every volume of the
# composition, its secrets too, to or from a folder. Everything is stopped meanwhile, so that conversations and Temporal
# fit each other. After a restore run `docker compose run --rm operator raise-epoch`, then `docker compose up`.
set -eu
[ $# = 2 ] || { echo "usage: $0 save|restore <folder>" >&2 && exit 2; }
image=postgres:18.4-bookworm
project=$(docker compose config --format json | sed -n 's/^  "name": "\(.*\)",$/\1/p')
volumes=$(docker compose config --volumes)

# in_volume <volume> <tar's arguments>: tar's file is in the folder.
in_volume() {
  volume="${project}_$1" && shift
  docker run --rm --network none --user 0:0 --entrypoint tar \
    --volume "$volume:/volume" --volume "$folder:/backup" "$image" -C /volume "$@"
}

case "$1" in
  save)
    mkdir -p "$2"
    folder=$(cd "$2" && pwd)
    [ -z "$(ls -A "$folder")" ] || { echo "$2 is not empty" >&2 && exit 1; }
    chmod 700 "$folder"
    docker compose stop
    for volume in $volumes; do in_volume "$volume" --numeric-owner -cf "/backup/$volume.tar" .; done
    docker compose start
    ;;
  restore)
    folder=$(cd "$2" && pwd)
    for volume in $volumes; do
      [ -s "$folder/$volume.tar" ] || { echo "$2 has no $volume.tar" >&2 && exit 1; }
    done
    docker compose down --volumes
    # Makes the volumes, empty.
    docker compose create
    for volume in $volumes; do in_volume "$volume" --numeric-owner -xpf "/backup/$volume.tar"; done
    ;;
  *) echo "usage: $0 save|restore <folder>" >&2 && exit 2 ;;
esac
