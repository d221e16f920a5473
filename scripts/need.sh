#!/usr/bin/env bash
# need.sh java|cc|node|python|venv...: makes sure that this machine has what a step
# needs. As root on a system with apt it installs what is missing; elsewhere it
# names the one command that does, and fails.
set -euo pipefail

# packages_for NEED prints the Debian packages that this machine lacks for it.
packages_for() {
  case $1 in
    java) has java || echo default-jre-headless; has mvn || echo maven ;;
    cc) has cc || echo gcc libc6-dev ;; # the race detector is linked by it
    node) has node || echo nodejs ;;
    npm) has npm || echo npm ;; # some packages of Node bring it along
    python) has python3 || echo python3 ;;
    venv) has python3 && python3 -c 'import ensurepip, venv' 2>/dev/null || echo python3-venv ;;
    *) echo "need.sh: unknown need $1" >&2; return 2 ;;
  esac
}

has() { command -v "$1" >/dev/null 2>&1; }

can_install() { [ "$(id -u)" = 0 ] && has apt-get; }

install() {
  echo "installing $*" >&2
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

all=()
for need in "$@"; do
  missing=($(packages_for "$need"))
  if [ ${#missing[@]} -gt 0 ] && can_install; then
    install "${missing[@]}"
  else
    all+=("${missing[@]}")
  fi
done
if [ ${#all[@]} -gt 0 ]; then
  echo "Missing on this machine. Install with: sudo apt-get install -y ${all[*]}" >&2
  exit 1
fi
