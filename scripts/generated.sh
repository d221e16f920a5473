#!/usr/bin/env bash
# generated.sh: fails when "go generate" changes the working tree, that is, when
# generated files are not current.
set -euo pipefail

state() { git status --porcelain; git diff | git hash-object --stdin; }

before=$(state)
go generate ./...
if [ "$before" != "$(state)" ]; then
  echo "Generated files were not current; go generate has changed:" >&2
  git status --porcelain >&2
  exit 1
fi
