#!/usr/bin/env bash
# A registry for the tests: Debian's docker-registry, unpacked beside the system and not installed, so that nothing of it starts by itself.
# Prints the path of the program.
#
#   REGISTRY_DIR   where it is unpacked   [/tmp/compose-net-registry-UID]
set -uo pipefail

dir=${REGISTRY_DIR:-/tmp/compose-net-registry-$(id -u)}
program=$dir/root/usr/bin/docker-registry
export DEBIAN_FRONTEND=noninteractive LC_ALL=C

fail() { printf 'registry: %s\n' "$*" >&2; exit 1; }
apt() { apt-get -qq -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 "$@"; }

mkdir -p "$dir" && [ -O "$dir" ] || fail "$dir cannot be used: it is not a folder of this user. Set REGISTRY_DIR to another one."
exec 9>"$dir/lock" && flock -w 300 9 || fail "Another download has been going on for five minutes: $dir/lock."
if [ ! -x "$program" ]; then
  command -v apt-get >/dev/null || fail "This machine has no apt-get, so the script cannot get docker-registry."
  # As root apt drops to a user that may not write here; it warns, and downloads as root.
  (cd "$dir" && { apt download docker-registry || { [ "$(id -u)" = 0 ] && apt update && apt download docker-registry; }; }) >"$dir/apt.log" 2>&1 ||
    { tail -n 5 "$dir/apt.log" >&2; fail "apt could not download docker-registry; its last lines are above."; }
  dpkg-deb -x "$dir"/docker-registry_*.deb "$dir/root" || fail "The package cannot be unpacked."
fi
echo "$program"
