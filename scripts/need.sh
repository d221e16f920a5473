#!/usr/bin/env bash
# need.sh java|cc|node...: makes sure that this machine has what a step needs.
# As root on a system with apt it installs what is missing; elsewhere it names
# the one command that does, and fails.
set -euo pipefail

missing=()
want() { # want COMMAND PACKAGE...
  command -v "$1" >/dev/null 2>&1 || missing+=("${@:2}")
}

for need in "$@"; do
  case $need in
    java) want java default-jre-headless; want mvn maven ;;
    cc) want cc gcc libc6-dev ;; # the race detector is linked by it
    node) want node nodejs; want npm npm ;;
    python) want python3 python3 ;;
    *) echo "need.sh: unknown need $need" >&2; exit 2 ;;
  esac
done
[ ${#missing[@]} -gt 0 ] || exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "installing ${missing[*]}" >&2
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
else
  echo "Missing on this machine. Install with: sudo apt-get install -y ${missing[*]}" >&2
  exit 1
fi
