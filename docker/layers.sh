#!/usr/bin/env bash
# Takes a program apart into layers, inside the JDK's image: what changes least comes first. The class path must hold jars alone,
# or no record of it could be made.
set -euo pipefail
layers=$1
here=$(dirname "$0")
epoch=1767225600

java -XX:TieredStopAtLevel=1 -Djarmode=tools -jar "$here/app.jar" extract --layers --destination "$layers"
cp "$here/app.cdx.json" "$layers/application/"
# not every program has something in each
mkdir -p "$layers"/{dependencies,spring-boot-loader,snapshot-dependencies,application}
chmod -R a+rX,go-w "$layers"
find "$layers" -exec touch --no-dereference --date="@$epoch" {} +
