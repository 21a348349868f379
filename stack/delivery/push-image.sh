#!/bin/sh
# push-image.sh ARCHIVE RELEASE: an image that `docker save` wrote into the installation's repository, where it has one.
set -eu

archive=$1
release=$2
repository=$(.venv/bin/python -c 'from stack.delivery.installation import outputs_from; import os; print(outputs_from(os.environ)["web"]["repository_url"] or "")')
if [ -z "$repository" ]; then
  echo "This installation has no images"
  exit 0
fi
registry=${repository%%/*}
aws ecr get-login-password | docker login --username AWS --password-stdin "$registry"
if docker manifest inspect "$repository:$release" >/dev/null 2>&1; then
  echo "$repository:$release is there already" # a tag never changes
  exit 0
fi
docker load --input "$archive"
docker tag groundplan-web:release "$repository:$release"
docker push "$repository:$release"
