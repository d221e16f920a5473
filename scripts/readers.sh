#!/usr/bin/env bash
# readers.sh: makes programs of others ready that read graphs from files, in a
# folder of the user's cache, and prints the folder: a virtual environment of
# Python (venv), packages of Node (node_modules) and Gephi's toolkit (gephi.jar),
# in the releases that export/testdata/readers names.
set -euo pipefail
cd "$(dirname "$0")/.."

GEPHI=org.gephi:gephi-toolkit:0.10.1:jar:all
COPY=org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy

src=export/testdata/readers
pins=$(cat "$src"/requirements.txt "$src"/package-lock.json <(echo "$GEPHI") | sha256sum | cut -c1-12)
dir=${XDG_CACHE_HOME:-$HOME/.cache}/entente/readers-$pins

if [ ! -e "$dir/ready" ]; then
  rm -rf "$dir"
  mkdir -p "$dir/gephi"
  {
    python3 -m venv "$dir/venv"
    "$dir/venv/bin/pip" install --quiet --disable-pip-version-check -r "$src/requirements.txt"
    cp "$src/package.json" "$src/package-lock.json" "$dir"
    (cd "$dir" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)
    mvn --batch-mode --quiet "$COPY" -Dartifact="$GEPHI" -DoutputDirectory="$dir/gephi"
    mv "$dir"/gephi/*.jar "$dir/gephi.jar"
    touch "$dir/ready"
  } >&2
fi
echo "$dir"
