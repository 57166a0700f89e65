#!/usr/bin/env bash
# Builds the images of the suite from this checkout: docker/build.sh [service]…
# JDK_IMAGE names the JDK whose run time they get; PLATFORM=linux/arm64 builds for another processor, LETHE_IMAGES and
# LETHE_VERSION give other names. --contexts only lays out what a build needs, for who builds with something else.
set -euo pipefail
. "$(dirname -- "${BASH_SOURCE[0]}")/images.sh"

only_contexts=
if [[ ${1:-} == --contexts ]]; then
    only_contexts=yes
    shift
fi
wanted=("$@")
[[ $# -gt 0 ]] || wanted=("${services[@]}")
for service in "${wanted[@]}"; do
    is_service "$service" || fail "There is no service $service, but ${services[*]}."
done

programs() {
    (cd "$root" && mvn -B -q -Psbom -Dmaven.test.skip=true -Dspotless.check.skip=true \
        -pl "$(IFS=, && echo "${wanted[*]}")" -am package)
}

# The program and its list of parts, by names that tell nothing of a version, so that equal ones make equal layers.
context() {
    local suffix=.jar found
    [[ $1 == launcher ]] && suffix=-boot.jar
    rm -rf "${contexts:?}/$1"
    mkdir -p "$contexts/$1"
    found=("$root/$1/target/$1"-[0-9]*"$suffix")
    [[ ${#found[@]} == 1 && -f ${found[0]} ]] || fail "There must be one program of $1 in $root/$1/target."
    cp "${found[0]}" "$contexts/$1/app.jar"
    cp "$root/$1/target/$1.cdx.json" "$contexts/$1/app.cdx.json"
    cp "$folder"/{Dockerfile,Probe.java,jvm.options,aot.options,security.properties,root.sh,layers.sh} "$contexts/$1/"
    find "$contexts/$1" -exec env TZ=UTC touch -t "$moment" {} +
}

build() {
    local arguments=(--build-arg "SERVICE=$1" --build-arg "VERSION=$version" --build-arg "REVISION=$(revision)")
    [[ -z ${JDK_IMAGE:-} ]] || arguments+=(--build-arg "JDK_IMAGE=$JDK_IMAGE")
    [[ -z ${PLATFORM:-} ]] || arguments+=(--platform "$PLATFORM")
    docker build "${arguments[@]}" --tag "$(plain_image "$1")" "$contexts/$1"
    docker tag "$(plain_image "$1")" "$(image "$1")"
}

revision() { git -C "$root" rev-parse HEAD 2> /dev/null || echo unknown; }

# Containers read these as they lie here, whatever was forbidden to others when they were checked out.
chmod -R a+rX "$folder/kafka" "$folder/postgres"
programs
for service in "${wanted[@]}"; do
    context "$service"
    [[ -n $only_contexts ]] || build "$service"
done
[[ -n $only_contexts ]] || docker image ls --format 'table {{.Repository}}:{{.Tag}}\t{{.Size}}' --filter "reference=$images/*:$version"
