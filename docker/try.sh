#!/usr/bin/env bash
# Tries the images of this checkout: builds them, lets them record how they start, composes the suite, tells end-to-end stories
# against it, and says what it costs. It leaves nothing behind but the images. --plain does without the records.
set -euo pipefail
. "$(dirname -- "${BASH_SOURCE[0]}")/images.sh"
plain=
[[ ${1:-} != --plain ]] || plain=yes

find_compose
export COMPOSE_PROJECT_NAME=lethe-try LETHE_IMAGES=$images LETHE_VERSION=$version LETHE_SECRETS=$folder/target/try/secrets
export LETHE_PORT_GATEWAY=${LETHE_PORT_GATEWAY:-28180} LETHE_PORT_SMS_INBOX=${LETHE_PORT_SMS_INBOX:-28125}
export LETHE_PORT_MAIL_INBOX=${LETHE_PORT_MAIL_INBOX:-28126}
# whatever the suite of this machine uses: the stories make up numbers, which are strangers'
export LETHE_PROVIDERS=inbox.env LETHE_EGRESS=false LETHE_ADDRESS=127.0.0.1 LETHE_TRUSTED_PROXIES=
compose+=(--file "$folder/compose.yaml")
gateway=http://127.0.0.1:$LETHE_PORT_GATEWAY

forget() {
    local code=$?
    [[ $code == 0 ]] || "${compose[@]}" logs --no-color --tail 40 || true
    "${compose[@]}" down --volumes --remove-orphans --timeout 30 > /dev/null 2>&1 || true
    return "$code"
}

serves() { curl --silent --fail --output /dev/null "$gateway/health"; }

# Those with the tag `anywhere`; a story that is skipped in silence would be missing here.
stories=31
stories() {
    local reports=$root/end-to-end-tests/target/container-reports told skipped
    rm -rf "$reports"
    (cd "$root" && mvn -B verify -Pcontainers -pl end-to-end-tests -am -Dspotless.check.skip=true \
        -Dtest=None -Dsurefire.failIfNoSpecifiedTests=false '-Dit.test=*Story' -Dfailsafe.failIfNoSpecifiedTests=false \
        -Dlethe.gateway="$gateway" -Dlethe.sms-inbox="http://127.0.0.1:$LETHE_PORT_SMS_INBOX" \
        -Dlethe.mail-inbox="http://127.0.0.1:$LETHE_PORT_MAIL_INBOX")
    told=$(total tests "$reports")
    skipped=$(total skipped "$reports")
    [[ $told == "$stories" && $skipped == 0 ]] ||
        fail "$told stories were told, of which $skipped were skipped; there are $stories. build/generated-clients.sh makes what three need."
}
total() { sed -n "s/^<testsuite .* $1=\"\([0-9]*\)\".*/\1/p" "$2"/TEST-*.xml | awk '{ sum += $1 } END { print sum + 0 }'; }

"$folder/build.sh"
[[ -n $plain ]] || "$folder/record.sh"
# volumes of a run that was broken off know other passwords
"${compose[@]}" down --volumes --remove-orphans --timeout 5 > /dev/null 2>&1 || true
rm -rf "${folder:?}/target/try"
mkdir -p -m 700 "$folder/target/try"
in_launcher "$(image launcher)" "$folder/target/try" secrets /here/secrets
trap forget EXIT

started=$SECONDS
"${compose[@]}" up --detach
until serves; do
    ((SECONDS - started < 300)) || fail "The suite does not serve after five minutes."
    sleep 1
done
echo "The suite serves after $((SECONDS - started)) s."
stories
serves

containers=$("${compose[@]}" ps --quiet)
printf '%s\n' "" "Memory:"
# shellcheck disable=SC2086 # one word a container
docker stats --no-stream --format 'table {{.Name}}\t{{.MemUsage}}' $containers
printf '%s\n' "" "Size:"
docker image ls --format 'table {{.Repository}}\t{{.Size}}' --filter "reference=$images/*:$version"

# Who is told to end does so in order, and by itself: not by force.
"${compose[@]}" stop --timeout 60 gateway account-service message-service contact-service media-service keyholder-1
for service in gateway account-service message-service contact-service media-service keyholder-1; do
    code=$(docker inspect --format '{{.State.ExitCode}}' "$("${compose[@]}" ps --all --quiet "$service" 2> /dev/null || "${compose[@]}" ps --quiet "$service")")
    [[ $code == 143 ]] || fail "$service ended with $code when it was told to."
done
echo "The images serve, and end in order."
