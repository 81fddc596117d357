#!/usr/bin/env bash
# A private Docker Engine for the demo and the tests: own socket, own data, no systemd, no registry.
#
#   engine-up.sh up      install what is missing (apt), start the engine unless it answers, make the image busybox:latest
#   engine-up.sh image   only make the image, on the engine behind ENGINE_SOCKET; needs no root
#   engine-up.sh stop    end its containers and the engine; the data stays
#   engine-up.sh purge   stop, and remove the data
#   engine-up.sh status  exit code 0 where it answers, 3 where not
#   engine-up.sh peer    unpack docker compose beside the system and print the program's path; needs no engine
#
#   ENGINE_DIR     where all of it lives; short, because a socket path ends at 107 bytes  [/tmp/compose-net-engine[-SUITE]]
#   ENGINE_SOCKET  the engine's socket                                                   [$ENGINE_DIR/docker.sock]
#   ENGINE_SUITE   a Debian suite (bookworm, trixie, sid): unpack its engine beside the system's; that of the system's suite is the system's.
#                  It shares no network with other engines: it runs in the network namespace compose-net-SUITE, and so must
#                  what wants to reach its published ports: nsenter --net=/run/netns/compose-net-SUITE COMMAND
#   ENGINE_NETNS   the network namespace to run in; it is made where it is missing       [none; with a suite compose-net-SUITE]
#   ENGINE_IMAGE   a file made by "docker save" with the image busybox:latest; none: no image [the image is made from Debian's busybox]
#   ENGINE_POOLS   default: keep the engine's own address pools, which end at 31 networks  [one pool for 512 networks]
#   ENGINE_ARGS    more arguments for dockerd
#   ENGINE_HURRY=1 have the kernel of the whole machine hurry when networks go, until its next start: for a machine that is for tests
#   ENGINE_PULL=1  let it pull; else pulls fail at once, so that a test of a missing image takes no DNS timeout
set -uo pipefail

suite=${ENGINE_SUITE:-}
dir=${ENGINE_DIR:-/tmp/compose-net-engine${suite:+-$suite}}
socket=${ENGINE_SOCKET:-$dir/docker.sock}
netns=${ENGINE_NETNS-${suite:+compose-net-$suite}}
bin=$dir/suite-$suite/bin
export DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 LC_ALL=C

say() { printf 'engine: %s\n' "$*"; }
fail() { say "$*" >&2; exit 1; }
api() { curl --silent --show-error --max-time 30 --unix-socket "$socket" "$@"; }
status_of() { api --output /dev/null --write-out '%{http_code}' "$@"; }
answers() { [ -S "$socket" ] && [ "$(api http://engine/_ping 2>/dev/null)" = OK ]; }
apt() { apt-get -qq -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 "$@"; }

# The process id in our pid file, if it still is our engine: after a crash the number may belong to anybody.
engine_pid() {
  local pid
  pid=$(cat "$dir/docker.pid" 2>/dev/null) && [ -n "$pid" ] || return 1
  tr '\0' ' ' 2>/dev/null <"/proc/$pid/cmdline" | grep -qF -- "--data-root $dir/data " && echo "$pid"
}

need_debian() {
  command -v apt-get >/dev/null || fail "This machine has no apt-get, so the script cannot install $*. Install it yourself, or set DOCKER_HOST to an engine that runs."
}

# --- what has to be on the machine ------------------------------------------------------------------------------------

install_packages() {
  local missing=()
  command -v dockerd >/dev/null || missing+=(docker.io)
  command -v iptables >/dev/null || missing+=(iptables)
  command -v curl >/dev/null || missing+=(curl)
  [ ${#missing[@]} -eq 0 ] && return
  need_debian "${missing[*]}"
  say "installing ${missing[*]} with apt"
  # The package must not start an engine of its own beside ours.
  local policy=/usr/sbin/policy-rc.d
  if [ ! -e $policy ]; then
    trap "rm -f $policy" EXIT
    printf '#!/bin/sh\nexit 101\n' >$policy && chmod +x $policy
  fi
  { apt install -y --no-install-recommends "${missing[@]}" ||
    { apt update && apt install -y --no-install-recommends "${missing[@]}"; }; } >"$dir/apt.log" 2>&1 ||
    { tail -n 15 "$dir/apt.log" >&2; fail "apt could not install ${missing[*]}; its last lines are above, all of them in $dir/apt.log."; }
}

# Another suite's engine next to the system's: its binaries run on older C libraries too, all but runc, which stays the installed one.
unpack_suite() {
  local root=$dir/suite-$suite/root file
  [ -z "$suite" ] || [ -x "$bin/dockerd" ] && return
  mkdir -p "$bin"
  if [ "$suite" = "$(. /etc/os-release && echo "${VERSION_CODENAME:-}")" ] && dpkg -s docker.io >/dev/null 2>&1; then
    root=
  else
    unpack "$suite" "$dir/suite-$suite" docker.io docker-cli containerd
  fi
  for file in usr/bin/{docker,containerd,containerd-shim-runc-v2} usr/sbin/docker-proxy; do ln -sf "$root/$file" "$bin/"; done
  for file in runc docker-init; do ln -sf "$(command -v $file)" "$bin/"; done
  ln -sf "$root/usr/sbin/dockerd" "$bin/"
}

# Downloads packages of a suite and unpacks them below a folder, in "root": unpack SUITE FOLDER PACKAGE...
unpack() {
  local of=$1 base=$2 source file
  shift 2
  need_debian "the packages $* of $of"
  mkdir -p "$base"/{lists/partial,cache/archives/partial,debs,root}
  # The mirror that this machine uses already, and its own release, taken from apt's list of sources.
  source=$(. /etc/os-release && apt-get indextargets --format '$(REPO_URI) $(RELEASE)' 'Created-By: Packages' | awk -v r="$VERSION_CODENAME" '$2 == r { print $1; exit }')
  [ -n "$source" ] || fail "apt names no Debian mirror to take $of from."
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $source $of main" >"$base/sources.list"
  local apart=(-o Dir::Etc::sourcelist="$base/sources.list" -o Dir::Etc::sourceparts=- -o Dir::State::lists="$base/lists" -o Dir::Cache="$base/cache" -o APT::Sandbox::User=root)
  say "unpacking $* of $of" >&2
  (cd "$base/debs" && apt "${apart[@]}" update && apt "${apart[@]}" download "${@/%//$of}") >"$base/apt.log" 2>&1 ||
    { tail -n 15 "$base/apt.log" >&2; fail "apt could not download $* of $of."; }
  for file in "$base"/debs/*.deb; do dpkg-deb -x "$file" "$base/root" || fail "$file cannot be unpacked."; done
}

# The docker compose that ours is compared with, and that must find our projects: the newest that Debian has.
peer() {
  local base=/tmp/compose-net-peer program=/tmp/compose-net-peer/root/usr/libexec/docker/cli-plugins/docker-compose
  mkdir -p $base && [ -O $base ] || fail "$base cannot be used: it is not a folder of this user."
  exec 9>$base/lock && flock -w 600 9 || fail "Another unpacking of docker compose has been going on for ten minutes: $base/lock."
  [ -x $program ] || unpack sid $base docker-compose
  echo $program
}

# A bare container or chroot comes without control groups; everywhere else something is mounted there already.
mount_cgroups() {
  [ -e /sys/fs/cgroup/cgroup.controllers ] || [ -d /sys/fs/cgroup/memory ] && return
  mount -t cgroup2 cgroup2 /sys/fs/cgroup || fail "No control groups are mounted below /sys/fs/cgroup, and mounting them failed: the engine needs a privileged machine."
}

# --- the image --------------------------------------------------------------------------------------------------------

# A static busybox: the machine's own, or the one in the package, unpacked but not installed.
static_busybox() {
  local own
  own=$(command -v busybox) && ! ldd "$own" >/dev/null 2>&1 && { echo "$own"; return; }
  need_debian busybox-static
  # As root apt drops to a user that may not write here; it warns, and downloads as root.
  (cd "$1" && { apt download busybox-static || { [ "$(id -u)" = 0 ] && apt update && apt download busybox-static; }; }) >"$1/apt.log" 2>&1 ||
    { tail -n 5 "$1/apt.log" >&2; return 1; }
  dpkg-deb -x "$1"/busybox-static*.deb "$1/package" && find "$1/package" -name busybox -type f -perm -u+x
}

make_image() {
  [ "$(status_of http://engine/images/busybox:latest/json)" = 200 ] && return
  local work root busybox applet
  if [ -n "${ENGINE_IMAGE:-}" ]; then
    api -o /dev/null -X POST -H 'Content-Type: application/x-tar' --data-binary "@$ENGINE_IMAGE" 'http://engine/images/load?quiet=1'
    [ "$(status_of http://engine/images/busybox:latest/json)" = 200 ] || fail "The engine did not take the image of $ENGINE_IMAGE."
    return
  fi
  work=$(mktemp -d)
  busybox=$(static_busybox "$work") && [ -n "$busybox" ] || fail "No static busybox could be had for the image. What to do: docker pull busybox"
  root=$work/root
  mkdir -p "$root"/{bin,etc,home,root,usr,var} && mkdir -m 1777 "$root/tmp" && chmod 755 "$root"
  cp "$busybox" "$root/bin/busybox"
  for applet in $("$busybox" --list); do [ -e "$root/bin/$applet" ] || ln -s busybox "$root/bin/$applet"; done
  ln -s bin "$root/sbin" && ln -s ../bin "$root/usr/bin" && ln -s ../bin "$root/usr/sbin"
  echo 'root:x:0:0:root:/root:/bin/sh' >"$root/etc/passwd"
  echo 'root:x:0:' >"$root/etc/group"
  # Through the API, so that no docker client is needed; fixed times and owners make the same layer everywhere.
  tar -C "$root" --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner -c . |
    api -o "$work/answer" -X POST -H 'Content-Type: application/x-tar' --data-binary @- \
      'http://engine/images/create?fromSrc=-&repo=busybox&tag=latest&changes=CMD%20%5B%22sh%22%5D'
  [ "$(status_of http://engine/images/busybox:latest/json)" = 200 ] || fail "The engine did not take the image: $(cat "$work/answer")"
  rm -rf "$work"
  say "made the image busybox:latest from Debian's busybox-static"
}

# --- the engine -------------------------------------------------------------------------------------------------------

# Containers whose engine was killed live on under their shims, and the next start would wait 10 s for each of them.
end_orphans() {
  local shim notes
  for shim in $(pgrep -f -- "containerd-shim.* -address $dir/exec/containerd/"); do
    pkill -KILL -P "$shim"
    # A shim that is left would still hold the task of a container that was just starting, and the engine could never start that one again.
    kill -KILL "$shim"
  done
  # Nothing runs any more, so the runtime's notes are void, as after a start of the machine. Half made ones would keep their container from
  # ever starting again.
  for notes in "$dir/exec/containerd/daemon/io.containerd.runtime.v2.task" "$dir/exec/runtime-runc"; do
    unmount_below "$notes"
    rm -rf --one-file-system "$notes"
  done
}

# Half of the time that a network takes to come and to go, the kernel waits for its own readers.
hurry() { [ "${ENGINE_HURRY:-}" != 1 ] || echo 1 2>/dev/null >/sys/kernel/rcu_expedited || say "The kernel cannot be told to hurry."; }

unmount_below() { awk -v below="$1/" 'index($2, below) == 1 { print $2 }' /proc/self/mounts | sort -r | xargs -r umount -l; }

start() {
  [ ${#socket} -le 100 ] || fail "The path of the socket is too long for the kernel: $socket. Set ENGINE_DIR to a shorter folder."
  end_orphans
  # A stale number in either pid file that belongs to a live process by now makes dockerd wait, then give up.
  rm -f "$dir/docker.pid" "$dir/exec/containerd/containerd.pid" "$socket"
  mkdir -p "$dir/data"
  local enter=() pools=(--default-address-pool base=10.214.0.0/15,size=24) child
  [ "${ENGINE_POOLS:-}" != default ] || pools=()
  if [ -n "$netns" ]; then
    [ -e "/run/netns/$netns" ] || { ip netns add "$netns" && ip -n "$netns" link set lo up; } || fail "The network namespace $netns cannot be made."
    enter=(nsenter "--net=/run/netns/$netns") # not "ip netns exec", whose fresh /sys hides the control groups
  fi
  (
    [ "${ENGINE_PULL:-}" = 1 ] || export HTTP_PROXY=http://127.0.0.1:9 HTTPS_PROXY=http://127.0.0.1:9 \
      NO_PROXY=localhost,127.0.0.0/8,10.0.0.0/8,172.16.0.0/12,192.168.0.0/16
    [ -z "$suite" ] || PATH=$bin:$PATH
    # shellcheck disable=SC2086
    exec "${enter[@]}" setsid dockerd --log-level warn --data-root "$dir/data" --exec-root "$dir/exec" --pidfile "$dir/docker.pid" \
      --host "unix://$socket" --shutdown-timeout 2 "${pools[@]}" ${ENGINE_ARGS:-}
  ) </dev/null >"$dir/log" 2>&1 9>&- &
  child=$!
  for _ in $(seq 600); do
    answers && return
    kill -0 "$child" 2>/dev/null || break
    sleep 0.1
  done
  grep -v 'level=info' "$dir/log" | tail -n 15 >&2
  kill "$child" 2>/dev/null && fail "dockerd did not answer within a minute; its last lines are above, all of them in $dir/log."
  fail "dockerd ended while starting; its last lines are above, all of them in $dir/log."
}

up() {
  [ "$(id -u)" = 0 ] || fail "Starting an engine needs root. Run this as root, or start an engine yourself and set DOCKER_HOST."
  mkdir -p "$dir" && [ -O "$dir" ] || fail "$dir cannot be used: it is not a folder of this user. Set ENGINE_DIR to another one."
  exec 9>"$dir/lock" && flock -w 600 9 || fail "Another start of this engine has been going on for ten minutes: $dir/lock."
  install_packages
  unpack_suite
  if ! answers; then
    engine_pid >/dev/null && stop
    mount_cgroups
    hurry
    start
  fi
  [ "${ENGINE_IMAGE:-}" = none ] || make_image
  say "$(api http://engine/version | sed -E 's/.*"Version":"([^"]*)","ApiVersion":"([^"]*)".*/Docker \1, API \2,/') answers at unix://$socket"
}

ids_of() { api "http://engine/containers/json?all=$1" | grep -oE '"Id":"[0-9a-f]{64}"' | cut -d'"' -f4 | sort -u; }

stop() {
  local pid id
  pid=$(engine_pid) || { say "not running"; return 0; }
  # Containers first: one that ignores SIGTERM would hold the engine up.
  answers && for id in $(ids_of 0); do api -o /dev/null -X POST "http://engine/containers/$id/kill"; done
  kill -TERM "$pid"
  for _ in $(seq 300); do kill -0 "$pid" 2>/dev/null || break; sleep 0.1; done
  if kill -0 "$pid" 2>/dev/null; then
    say "the engine ignores SIGTERM; killing it"
    pkill -KILL -P "$pid"
    kill -KILL "$pid"
  fi
  unmount_below "$dir"
  rm -rf "$dir/exec" "$dir/docker.pid" "$socket"
  say "stopped"
}

purge() {
  local id
  if answers; then
    # A network's bridge and rules would outlive the engine.
    for id in $(ids_of 1); do api -o /dev/null -X DELETE "http://engine/containers/$id?force=1&v=1"; done
    api -o /dev/null -X POST http://engine/networks/prune
  fi
  stop
  rm -rf --one-file-system "$dir/data" "$dir/log" "$dir/apt.log" "$dir/suite-$suite"
  [ -z "$netns" ] || [ ! -e "/run/netns/$netns" ] || ip netns delete "$netns"
}

case ${1:-up} in
  up) up ;;
  image) make_image ;;
  peer) peer ;;
  stop) stop ;;
  purge) purge ;;
  status) if answers; then say "answers at unix://$socket"; else say "not running"; exit 3; fi ;;
  *) fail "usage: $0 up|image|stop|purge|status|peer" ;;
esac
