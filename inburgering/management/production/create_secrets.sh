#!/bin/sh
# Make the secrets that docker-compose.yml reads, in var/secrets or the directory given. Never overwrites.
set -eu
directory=${1:-$(dirname "$0")/../../../var/secrets}

random() { od -An -N24 -tx1 /dev/urandom | tr -d ' \n'; }
keep() {
    if [ ! -e "$directory/$1" ]; then printf %s "$2" >"$directory/$1"; fi
}

# Compose mounts each file by itself, so the closed directory keeps other people on this machine out while the
# containers' own accounts can read the files.
mkdir -p "$directory"
chmod 0700 "$directory"
umask 022
keep postgres_password "$(random)"
keep database_url "postgresql://app:$(random)@database/inburgering"
keep database_url_owner "postgresql://app_owner:$(random)@database/inburgering"
keep broker_password "$(random)"
keep redis_url "redis://:$(cat "$directory/broker_password")@broker:6379/0"
keep secret_key "$(random)$(random)"
# Seals BSN, V-nummer and remarks about health. Keep a copy elsewhere: without it these cannot be read again.
keep field_keys "1:$(head -c 32 /dev/urandom | base64 | tr -d '\n')"
