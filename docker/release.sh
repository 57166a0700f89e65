#!/usr/bin/env bash
# Makes what others download to run Lethe in containers: docker/release.sh [folder]. Into it go the context of each image, for who
# builds it with something else; compose.yaml with all that it needs, on base images pinned by digest; the list of parts of each
# program; and checksums of all that.
set -euo pipefail
. "$(dirname -- "${BASH_SOURCE[0]}")/images.sh"

target=${1:-$folder/target/release}
jdk=${JDK_IMAGE:-eclipse-temurin:25-jdk}
postgres=${POSTGRES_IMAGE:-$(sed -n 's/.*{POSTGRES_IMAGE:-\(.*\)}.*/\1/p' "$folder/compose.yaml" | head -1)}
kafka=${KAFKA_IMAGE:-$(sed -n 's/.*{KAFKA_IMAGE:-\(.*\)}.*/\1/p' "$folder/compose.yaml" | head -1)}

# An image by its content: what a registry says that it is.
pinned() {
    docker image inspect "$1" > /dev/null 2>&1 || docker pull --quiet "$1" > /dev/null || fail "There is no image $1."
    local digest
    digest=$(docker image inspect --format '{{if .RepoDigests}}{{index .RepoDigests 0}}{{end}}' "$1")
    [[ -n $digest ]] || fail "$1 came from no registry, so that nobody else could have the same: a release cannot stand on it."
    printf '%s\n' "$digest"
}

# Equal files make an equal archive.
archive() {
    tar --sort=name --mtime=@1767225600 --owner=0 --group=0 --numeric-owner --format=gnu -C "$2" -c . | gzip -n > "$1"
}

contexts() {
    local service
    for service in "${services[@]}"; do
        sed -i "s|^ARG JDK_IMAGE=.*|ARG JDK_IMAGE=$jdk_pinned|" "$contexts/$service/Dockerfile"
        archive "$target/lethe-$service-$version-context.tar.gz" "$contexts/$service"
        cp "$contexts/$service/app.cdx.json" "$target/lethe-$service-$version.cdx.json"
    done
}

composition() {
    local parts=$work/lethe-$version/docker
    mkdir -p "$parts"
    cp -R "$folder"/{compose.yaml,inbox.env,images.sh,operate.sh,kafka,postgres} "$parts/"
    printf '%s\n' COMPOSE_PROJECT_NAME=lethe "LETHE_IMAGES=$images" "LETHE_VERSION=$version" \
        "POSTGRES_IMAGE=$postgres_pinned" "KAFKA_IMAGE=$kafka_pinned" > "$parts/.env"
    archive "$target/lethe-$version-compose.tar.gz" "$work"
}

# each by itself, for a failure within another command would pass unseen
jdk_pinned=$(pinned "$jdk")
postgres_pinned=$(pinned "$postgres")
kafka_pinned=$(pinned "$kafka")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if [[ $target == "$folder/target/release" ]]; then
    rm -rf "${target:?}"
elif [[ -d $target && -n $(ls -A "$target") ]]; then
    fail "$target holds something else. Name a folder that is empty or not there yet."
fi
mkdir -p "$target"
"$folder/build.sh" --contexts
contexts
composition
(cd "$target" && sha256sum -- * > SHA256SUMS)
ls -l "$target"
