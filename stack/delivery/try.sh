#!/bin/sh
# try.sh: one request from start to end, by the command that users have; GROUNDPLAN_API_KEY is of an organization for trials.
set -eu

GROUNDPLAN_URL=$(.venv/bin/python -c 'from stack.delivery.installation import outputs_from; import os; print(outputs_from(os.environ)["url"])')
export GROUNDPLAN_URL
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
timeout 900 .venv/bin/python -m groundplan.command submit "A static website with a CDN" --out "$folder/bundle"
test -s "$folder/bundle/MANIFEST.json"
echo "a bundle of $(find "$folder/bundle" -type f | wc -l) files"
