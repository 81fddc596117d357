#!/usr/bin/env bash
# Several Docker hosts on this machine, for tests of what goes from host to host: each has its own network, mounts, host name, processes
# and engine, and a cable to a switch that nothing else is plugged into. Needs root. An engine is started by engine-up.sh, whose ENGINE_IMAGE and
# ENGINE_ARGS hold here too.
#
#   hosts.sh up N   start N hosts; what an earlier run left in the same folder, or a run whose owner is gone in any, is removed first
#   hosts.sh down   end them all and remove what they left; no error where there are none
#
#   HOSTS_DIR     where their data lives, and with its last part what their namespaces are called; short, because a socket path ends at 107 bytes
#                 [/tmp/compose-net-hosts]
#   HOSTS_OWNER   the process that they are for: once it is gone, the next "up" of anybody removes them   [none]
#
#   Host I has the engine unix://$HOSTS_DIR/I/docker.sock of the dockerd on the PATH, the address 10.77.0.I and the name nodeI.
set -uo pipefail

dir=${HOSTS_DIR:-/tmp/compose-net-hosts}
net=10.77.0
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

say() { printf 'hosts: %s\n' "$*"; }
fail() { say "$*" >&2; exit 1; }

# The namespaces of a folder's hosts: one each, and the switch.
namespace() { echo "$(basename "$1")-$2"; }
namespaces_of() { ip netns list | awk -v prefix="$(basename "$1")-" 'index($1, prefix) == 1 && substr($1, length(prefix) + 1) ~ /^([0-9]+|switch)$/ { print $1 }'; }

# --- a host, seen from outside ----------------------------------------------------------------------------------------

make_switch() {
  local switch
  switch=$(namespace "$dir" switch)
  ip netns add "$switch" && ip -n "$switch" link set lo up && ip -n "$switch" link add br0 type bridge &&
    ip -n "$switch" address add $net.254/24 dev br0 && ip -n "$switch" link set br0 up || fail "The network namespace $switch cannot be made."
  # The hosts ask the switch for names, where nobody listens: it must say so each time, at once.
  nsenter "--net=/run/netns/$switch" sysctl -qw net.ipv4.icmp_ratelimit=0
  printf 'nameserver %s.254\noptions timeout:1 attempts:1\n' $net >"$dir/resolv.conf"
}

plug_in() {
  local host switch
  host=$(namespace "$dir" "$1")
  switch=$(namespace "$dir" switch)
  ip netns add "$host" && ip -n "$host" link set lo up && ip -n "$host" link add up0 type veth peer name "port$1" netns "$switch" &&
    ip -n "$switch" link set "port$1" master br0 up && ip -n "$host" address add "$net.$1/24" dev up0 && ip -n "$host" link set up0 up &&
    ip -n "$host" route add default via $net.254 || fail "The network namespace $host cannot be made."
}

# Each host's holder, by the host's number. Its command line says which host it holds only once its last program is under way.
holders=()

boot() {
  mkdir -p "$dir/$1"
  # nsenter and not "ip netns exec", whose fresh /sys hides the control groups.
  setsid nsenter "--net=$(printf '/run/netns/%s' "$(namespace "$dir" "$1")")" \
    unshare --mount --uts --ipc --pid --fork --kill-child --mount-proc bash "$here/hosts.sh" inside "$dir" "$1" </dev/null >"$dir/$1/boot.log" 2>&1 9>&- &
  holders[$1]=$!
}

await() {
  for _ in $(seq 900); do
    [ ! -e "$dir/$1/ready" ] || return 0
    kill -0 "${holders[$1]}" 2>/dev/null || break
    sleep 0.1
  done
  tail -n 15 "$dir/$1/boot.log" >&2
  fail "Host $1 did not come up; its last lines are above, all of them in $dir/$1."
}

# A host's process 1 and the one that holds it: when they are killed, the kernel kills the host, and they are gone when all of it is.
processes_of() { pgrep -f -- "^(unshare|bash) .* inside $1 ${2:-[0-9]+}\$"; }

# --- a host, seen from inside -----------------------------------------------------------------------------------------

# Process 1 of a host. Bash gathers the processes whose parents have ended; an engine in its place would not.
inside() {
  dir=$1
  hostname "node$2"
  mount --make-rprivate /
  # What an engine keeps below /run goes with the host, as on a machine that is switched off.
  mount -t tmpfs tmpfs /run && mkdir /run/lock
  # It may be a link to below /run.
  mkdir -p "$(dirname "$(realpath -m /etc/resolv.conf)")" && touch /etc/resolv.conf && mount --bind "$dir/resolv.conf" /etc/resolv.conf || exit 1
  ENGINE_DIR=$dir/$2 ENGINE_SOCKET='' ENGINE_SUITE='' ENGINE_NETNS='' ENGINE_IMAGE=none bash "$here/engine-up.sh" up || exit 1
  touch "$dir/$2/ready"
  while :; do sleep 1000 & wait $!; done
}

# --- verbs ------------------------------------------------------------------------------------------------------------

up() {
  [ "$1" -ge 1 ] 2>/dev/null && [ "$1" -le 9 ] || fail "usage: $0 up N, with N from 1 to 9"
  [ "$(id -u)" = 0 ] || fail "Starting hosts needs root. Run this as root."
  command -v dockerd >/dev/null || fail "There is no dockerd on the PATH. Install docker.io, or put the folder of another one first."
  local folder owner i
  for folder in /tmp/*/hosts-owner; do
    owner=$(cat "$folder" 2>/dev/null) && [ -O "$folder" ] && ! kill -0 "$owner" 2>/dev/null && down "$(dirname "$folder")"
  done
  down "$dir"
  mkdir -p "$dir" && [ -O "$dir" ] || fail "$dir cannot be used: it is not a folder of this user. Set HOSTS_DIR to another one."
  [ -z "${HOSTS_OWNER:-}" ] || echo "$HOSTS_OWNER" >"$dir/hosts-owner"
  make_switch
  for i in $(seq "$1"); do plug_in "$i"; boot "$i"; done
  for i in $(seq "$1"); do
    await "$i"
    # From outside, where it can be downloaded.
    ENGINE_SOCKET=$dir/$i/docker.sock bash "$here/engine-up.sh" image || fail "Host $i has no image."
  done
  say "$1 hosts, each with $(sed -n '$s/.*\(Docker.*\) answers.*/\1/p' "$dir/1/boot.log") at unix://$dir/I/docker.sock"
}

down() {
  local process name container group
  for process in $(processes_of "$1"); do kill -KILL "$process" 2>/dev/null; done
  for _ in $(seq 100); do [ -n "$(processes_of "$1")" ] || break; sleep 0.1; done
  for name in $(namespaces_of "$1"); do ip netns delete "$name"; done
  # Nobody removed the control groups of containers whose engine was killed.
  for container in "$1"/*/data/containers/*; do
    for group in /sys/fs/cgroup/*/docker/"$(basename "$container")" /sys/fs/cgroup/docker/"$(basename "$container")"; do
      [ ! -d "$group" ] || rmdir "$group" 2>/dev/null
    done
  done
  rm -rf --one-file-system "$1"
}

case ${1:-} in
  up) up "${2:-}" ;;
  down) down "$dir" ;;
  inside) inside "$2" "$3" ;;
  *) fail "usage: $0 up N|down" ;;
esac
