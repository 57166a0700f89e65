#!/usr/bin/env bash
# Adds to each image, as its last layer, what its program recorded while the story was played against it: later starts take a third
# of the time. The record is made by the image's own run time, for no other would take it; so docker/build.sh comes first.
# The suite that records is one of its own, with volumes, ports and secrets that are thrown away.
set -euo pipefail
. "$(dirname -- "${BASH_SOURCE[0]}")/images.sh"

# One keyholder records for all.
recorders=(keyholder-1 account-service message-service contact-service media-service gateway)
work=$folder/target/record
export COMPOSE_PROJECT_NAME=lethe-record LETHE_IMAGES=$images LETHE_VERSION=$version-plain LETHE_RECORDS=$work/aot
export LETHE_SECRETS=$work/secrets
# whatever the suite of this machine uses: the story makes up numbers, which are strangers'
export LETHE_PROVIDERS=inbox.env LETHE_EGRESS=false LETHE_ADDRESS=127.0.0.1 LETHE_TRUSTED_PROXIES=
export LETHE_PORT_GATEWAY=${LETHE_PORT_GATEWAY:-28080} LETHE_PORT_SMS_INBOX=${LETHE_PORT_SMS_INBOX:-28025}
export LETHE_PORT_MAIL_INBOX=${LETHE_PORT_MAIL_INBOX:-28026}
find_compose
compose+=(--file "$folder/compose.yaml" --file "$folder/record.yaml")

forget() { "${compose[@]}" down --volumes --remove-orphans --timeout 5 > /dev/null 2>&1 || true; }

folders() {
    rm -rf "${work:?}"
    mkdir -p -m 700 "$work"
    local service
    for service in "${recorders[@]}"; do
        # written by the user of the images, below a folder that opens for its owner only
        mkdir -p "$work/aot/$service"
        chmod 777 "$work/aot/$service"
    done
    in_launcher "$(plain_image launcher)" "$work" secrets /here/secrets
}

play() {
    "${compose[@]}" up --detach
    local try
    for try in $(seq 1 150); do
        curl --silent --fail --output /dev/null "http://127.0.0.1:$LETHE_PORT_GATEWAY/health" && break
        [[ $try -lt 150 ]] || fail "The suite that records does not serve after five minutes."
        sleep 2
    done
    in_launcher "$(plain_image launcher)" "$work" demo
    # a process writes its record while it ends
    "${compose[@]}" stop --timeout 600
}

# The JVM writes the head last, over zeros.
is_whole() { [[ -s $1 && $(od -An -N4 -tx1 "$1" | tr -d ' \n') != 00000000 ]]; }

add() {
    local record=$work/aot/$1/app.aot context=$work/image/$2
    is_whole "$record" || fail "$1 has recorded nothing."
    mkdir -p "$context"
    cp "$record" "$context/app.aot"
    printf '%s\n' '# A record of an earlier run of this very image.' -XX:AOTCache=/lethe/app.aot > "$context/aot.options"
    chmod 644 "$context"/*
    docker build --quiet --file "$folder/aot.Dockerfile" --build-arg "PLAIN_IMAGE=$(plain_image "$2")" \
        --tag "$(image "$2")" "$context" > /dev/null
    rm -rf "$context"
    printf '%-40s %s MiB\n' "$(image "$2")" "$(($(wc -c < "$record") >> 20))"
}

trap forget EXIT
forget
folders
play
for recorder in "${recorders[@]}"; do
    add "$recorder" "${recorder/keyholder-1/key-service}"
done
