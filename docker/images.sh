# What the scripts of this folder share: which images there are, how they are called, and with what they are made.
folder=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname -- "$folder")
# One keyholder's image serves all keyholders; that of the launcher makes topics and stands in for telephones and mail.
services=(key-service account-service message-service contact-service media-service gateway launcher)
images=${LETHE_IMAGES:-$(sed -n 's/^LETHE_IMAGES=//p' "$folder/.env" 2> /dev/null)}
images=${images:-lethe}
version=${LETHE_VERSION:-$(sed -n 's|^    <version>\(.*\)</version>|\1|p' "$root/pom.xml" 2> /dev/null | head -1)}
# a release comes without sources
version=${version:-$(sed -n 's/^LETHE_VERSION=//p' "$folder/.env")}
contexts=$folder/target
# of all files in a context, as of those in the jars
moment=202601010000.00

image() { printf '%s/%s:%s\n' "$images" "$1" "$version"; }
# As it is before a record of an earlier run is added.
plain_image() { printf '%s-plain\n' "$(image "$1")"; }

fail() {
    printf '%s\n' "$@" >&2
    exit 1
}

# The compose of this machine, new or old.
find_compose() {
    if docker compose version > /dev/null 2>&1; then
        compose=(docker compose)
    else
        command -v docker-compose > /dev/null || fail "There is neither docker compose nor docker-compose."
        compose=(docker-compose)
    fi
}

is_service() { [[ " ${services[*]} " == *" $1 "* ]]; }

# in_launcher <image> <folder> <word>…: a command of ./lethe from the launcher's image, on this machine's network, as whoever calls.
# It sees the folder as /here.
in_launcher() {
    local image=$1 folder=$2
    shift 2
    docker run --rm --read-only --tmpfs /tmp --cap-drop ALL --security-opt no-new-privileges:true \
        --user "$(id -u):$(id -g)" --no-healthcheck --network host --env LETHE_HOME=/tmp/lethe \
        --env LETHE_PORT_GATEWAY --env LETHE_PORT_SMS_INBOX --env LETHE_PORT_MAIL_INBOX \
        --volume "$folder:/here" "$image" "$@"
}
