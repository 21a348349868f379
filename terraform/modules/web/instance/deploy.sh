#!/bin/bash
# groundplan-deploy RELEASE: fetch a release, prepare it beside the running one, migrate, switch over, and back if it is not ready.
set -euo pipefail

source /etc/groundplan/machine
release=$1
folder=/opt/groundplan/releases/$release
current=/opt/groundplan/current
before=$(readlink "$current" || true)

start() {
  ln -sfn "$1" "$current.new" && mv -T "$current.new" "$current"
  systemctl restart redis6 groundplan-live groundplan-mcp groundplan-chores groundplan-web
}

ready() {
  for _ in $(seq 60); do
    if curl -fsS -o /dev/null http://127.0.0.1:8080/readyz && curl -fsS -o /dev/null http://127.0.0.1:8081/healthz; then
      return 0
    fi
    sleep 1
  done
  return 1
}

if ! [ -f "$folder/prepared" ]; then
  rm -rf "$folder" && mkdir -p "$folder"
  aws s3 cp --no-progress "s3://$RELEASES/releases/$release.tar.gz" - | tar -xz -C "$folder" --no-same-owner
  python3.11 -m venv "$folder/.venv"
  # Every package is pinned with its hash.
  "$folder/.venv/bin/pip" install --quiet --no-cache-dir --require-hashes -r "$folder/requirements.txt"
  touch "$folder/prepared"
fi

# Expand and contract: the release that runs works on the schema that this makes.
systemd-run --quiet --wait --pipe --uid=groundplan --working-directory="$folder" \
  --setenv=AWS_REGION="$AWS_REGION" --setenv=SETTINGS_PATH="$PARAMETERS/migrate" \
  "$folder/.venv/bin/python" -m jobs.parameter_store "$folder/.venv/bin/python" -m jobs.migrate

start "$folder"
if ready; then
  aws ssm put-parameter --region "$AWS_REGION" --name "$PARAMETERS/release" --type String --overwrite --value "$release" >/dev/null
  # The one before stays for the way back.
  find /opt/groundplan/releases -mindepth 1 -maxdepth 1 ! -path "$folder" ! -path "${before:-none}" -exec rm -rf {} +
  echo "release $release runs"
  exit 0
fi
if [ -n "$before" ] && [ "$before" != "$folder" ]; then
  start "$before"
  echo "release $release did not become ready; $(basename "$before") runs again" >&2
else
  echo "release $release did not become ready; /var/log/groundplan says why" >&2
fi
exit 1
