#!/usr/bin/env bash
# Generates TypeScript, Python and Kotlin clients from openapi/ and compiles them; GeneratedClientsStory plays with them.
# What cannot be compiled here (no npm, no pydantic) is told and left out; in CI it is a failure.
set -euo pipefail
cd "$(dirname "$0")/.."

work=end-to-end-tests/target/clients
mkdir -p "$work"
rm -rf "$work/openapi" "$work/generated" "$work"/ready-*
cp -R end-to-end-tests/src/clients/. openapi "$work"
cd "$work"

left_out() {
    echo "$*" >&2
    [ -z "${CI:-}" ] || exit 1
}

mvn -B -ntp -q -Dspotless.check.skip=true "$@" compile dependency:build-classpath -Dmdep.outputFile=kotlin-classpath > generate.log 2>&1 ||
    { tail -40 generate.log; exit 1; }
touch ready-kotlin

if command -v npm > /dev/null; then
    (cd typescript && npm ci --no-audit --no-fund --silent && npx --no-install tsc -p .)
    touch ready-typescript
else
    left_out "There is no npm: the TypeScript client is not compiled."
fi

if python3 -c 'import dateutil, pydantic, typing_extensions, urllib3; assert pydantic.VERSION >= "2"' 2> /dev/null; then
    python3 -m compileall -q generated/python python
    touch ready-python
else
    left_out "There is no Python with pydantic 2, dateutil and urllib3: the Python client is not compiled."
fi
ls ready-*
