#!/usr/bin/env bash
# Builds the images of the container tests from what Maven has downloaded, with no registry:
# PostgreSQL from the embedded binaries, Kafka from its jars and a Java run time made by jlink.
set -euo pipefail
cd "$(dirname "$0")/.."
. build/image-parts.sh

postgres_image() {
    local root=$work/postgres
    base "$root"
    postgres_programs "$root"
    cat > "$root/entrypoint" <<'ENTRY'
#!/bin/bash
# Like the published image: creates the cluster of POSTGRES_USER, _PASSWORD and _DB, then starts the command.
set -e
data=/var/lib/postgresql/data
as_postgres() { setpriv --reuid=999 --regid=999 --clear-groups "$@"; }
mkdir -p "$data" && chown -R 999:999 /var/lib/postgresql
if [ ! -e "$data/PG_VERSION" ]; then
    echo "$POSTGRES_PASSWORD" > /tmp/password && chmod 644 /tmp/password
    as_postgres initdb -D "$data" -U "$POSTGRES_USER" --pwfile=/tmp/password -E UTF8 --locale=C.UTF-8 \
        --auth=scram-sha-256 > /dev/null
    rm /tmp/password
    echo "host all all all scram-sha-256" >> "$data/pg_hba.conf"
    echo "CREATE DATABASE \"${POSTGRES_DB:-$POSTGRES_USER}\";" | as_postgres postgres --single -D "$data" postgres > /dev/null || true
    echo "initialized: database system is ready to accept connections" >&2
fi
exec setpriv --reuid=999 --regid=999 --clear-groups "$@" -D "$data" -c 'listen_addresses=*' -c unix_socket_directories=/tmp
ENTRY
    chmod 755 "$root/entrypoint"
    tar -C "$root" -c . | docker import --change 'ENTRYPOINT ["/entrypoint"]' --change 'CMD ["postgres"]' \
        --change 'ENV PATH=/usr/local/bin:/usr/bin LANG=C.UTF-8' --change 'EXPOSE 5432' \
        - "lethe-test/postgres:$postgres_version"
}

kafka_image() {
    local root=$work/kafka
    base "$root"
    kafka_programs "$root"
    mkdir -p "$root/etc/kafka/docker"
    cat > "$root/etc/kafka/docker/run" <<'RUN'
#!/bin/bash
# Like the published image: every KAFKA_X_Y becomes the property x.y; then formats and starts.
set -e
settings=/tmp/server.properties
env | while IFS='=' read -r name value; do
    if [[ $name == KAFKA_* ]]; then
        key=${name#KAFKA_}
        echo "$(echo "$key" | tr 'A-Z_' 'a-z.')=$value"
    fi
done > "$settings"
mkdir -p /tmp/kafka-logs
echo "log.dirs=/tmp/kafka-logs" >> "$settings"
run() { /opt/java/bin/java -Xmx256m -XX:+UseSerialGC -Dlogback.configurationFile=/opt/kafka/logback.xml -cp '/opt/kafka/libs/*' "$@"; }
run kafka.tools.StorageTool format --ignore-formatted -t "${CLUSTER_ID:-4L6g3nShT-eMCtK--X86sw}" -c "$settings"
exec /opt/java/bin/java -Xmx256m -XX:+UseSerialGC -Dlogback.configurationFile=/opt/kafka/logback.xml -cp '/opt/kafka/libs/*' kafka.Kafka "$settings"
RUN
    chmod 755 "$root/etc/kafka/docker/run"
    tar -C "$root" -c . | docker import --change 'CMD ["/etc/kafka/docker/run"]' --change 'ENV PATH=/opt/java/bin:/usr/bin' \
        --change 'EXPOSE 9092' - "lethe-test/kafka:$kafka_version"
}

if is_built "lethe-test/postgres:$postgres_version" && is_built "lethe-test/kafka:$kafka_version"; then
    exit 0
fi
resolve
is_built "lethe-test/postgres:$postgres_version" || postgres_image
is_built "lethe-test/kafka:$kafka_version" || kafka_image
