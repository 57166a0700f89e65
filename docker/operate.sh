#!/usr/bin/env bash
# What operators do, in a suite that runs by compose.yaml: docker/operate.sh health message-service, docker/operate.sh admin log, …
# It stands at the internal door of the service that it asks, with the certificates that stay out of all containers.
set -euo pipefail
. "$(dirname -- "${BASH_SOURCE[0]}")/images.sh"

case ${1:-} in
    admin | self-destruct) service=account-service ;;
    health | dead-letters | restored) service=${2:-} ;;
    *) fail "usage: docker/operate.sh admin | self-destruct | health | dead-letters | restored …, as ./lethe help says" ;;
esac
is_service "$service" || fail "There is no service $service."
offline=${LETHE_SECRETS:-$folder/secrets}/offline
[[ -d $offline ]] || fail "$offline is not there: take it back from where it is kept."
find_compose
container=$("${compose[@]}" --file "$folder/compose.yaml" ps --quiet "$service")
[[ -n $container ]] || fail "$service does not run."
port=LETHE_PORT_$(tr 'a-z-' 'A-Z_' <<< "$service")_INTERNAL
exec docker run --rm --interactive --network "container:$container" --read-only --tmpfs /tmp --cap-drop ALL \
    --security-opt no-new-privileges:true --user "$(id -u):$(id -g)" --no-healthcheck \
    --volume "$offline:/offline" --env LETHE_HOME=/offline \
    --env "$port=8443" "$(image launcher)" "$@"
