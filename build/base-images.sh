#!/usr/bin/env bash
# Stands in for the public images on which docker/ builds and which compose.yaml runs, under the same names, where no registry is
# to be had: a JDK, PostgreSQL and Kafka, as far as Lethe uses them. An image that is there already is left alone.
set -euo pipefail
cd "$(dirname "$0")/.."
. build/image-parts.sh
jdk_image=eclipse-temurin:25-jdk
postgres_image=postgres:$postgres_version
kafka_image=apache/kafka:$kafka_version

# import <root> <name> <change>…: the files of a root as an image, whoever owns them here
import() {
    local root=$1 name=$2 changes=() change
    shift 2
    for change in "$@"; do changes+=(--change "$change"); done
    tar --owner=0 --group=0 --numeric-owner -C "$root" -c . | docker import "${changes[@]}" - "$name" > /dev/null
    rm -rf "$root"
    echo "stands in: $name"
}

jdk() {
    local root=$work/jdk home=/opt/java/openjdk
    base "$root"
    copy_program "$root" /usr/bin/cp /usr/bin/dirname /usr/bin/find /usr/bin/grep /usr/bin/install /usr/bin/ldd /usr/bin/mv \
        /usr/bin/readlink /usr/bin/sed /usr/bin/sort /usr/bin/touch
    mkdir -p "$root$home"
    # what Debian links to elsewhere comes along; jlink asks for the pages of the manual, too
    cp -rL --preserve=mode "$(java_25)/." "$root$home/"
    rm -rf "$root$home"/{src.zip,lib/src.zip,demo}
    copy_program "$root" "$root$home/bin/java" && rm -rf "$root$work"
    java_libraries "$root" "$home"
    import "$root" "$jdk_image" "ENV JAVA_HOME=$home PATH=$home/bin:/usr/bin LANG=C.UTF-8" 'CMD ["jshell"]'
}

# The real program, not the wrapper that Debian puts before it.
client_program() {
    local found
    found=$(ls /usr/lib/postgresql/*/bin/"$1" 2> /dev/null | sort -V | tail -1)
    echo "${found:-$(command -v "$1")}"
}

postgres() {
    local root=$work/postgres program source
    base "$root"
    postgres_programs "$root"
    for program in psql pg_isready; do
        source=$(client_program "$program")
        copy_program "$root" "$source"
        [ "$source" = "/usr/bin/$program" ] || ln -s "$source" "$root/usr/bin/$program"
    done
    mkdir -p "$root/var/lib/postgresql" "$root/var/run/postgresql" "$root/docker-entrypoint-initdb.d"
    chmod 1777 "$root/var/lib/postgresql" "$root/var/run/postgresql"
    cat > "$root/usr/bin/docker-entrypoint.sh" <<'ENTRY'
#!/bin/bash
# Like the published image: makes a cluster, lets scripts have it once, and serves.
set -euo pipefail
export POSTGRES_USER=${POSTGRES_USER:-postgres}
sockets=(-c unix_socket_directories=/var/run/postgresql)
if [ ! -s "$PGDATA/PG_VERSION" ]; then
    mkdir -p "$PGDATA"
    PGPASSWORD=$(cat "$POSTGRES_PASSWORD_FILE")
    export PGPASSWORD
    eval "initdb --username=\"$POSTGRES_USER\" --pwfile=\"$POSTGRES_PASSWORD_FILE\" ${POSTGRES_INITDB_ARGS:-}" > /dev/null
    echo 'host all all all scram-sha-256' >> "$PGDATA/pg_hba.conf"
    pg_ctl -w -o "-c listen_addresses='' ${sockets[*]}" start > /dev/null
    for script in /docker-entrypoint-initdb.d/*.sh; do
        [ ! -e "$script" ] || "$script"
    done
    pg_ctl -w -m fast stop > /dev/null
    unset PGPASSWORD
fi
exec "$@" -c 'listen_addresses=*' "${sockets[@]}"
ENTRY
    chmod 755 "$root/usr/bin/docker-entrypoint.sh"
    import "$root" "$postgres_image" 'ENV PATH=/usr/local/bin:/usr/bin LANG=C.UTF-8 PGDATA=/var/lib/postgresql/18/docker' \
        'ENTRYPOINT ["docker-entrypoint.sh"]' 'CMD ["postgres"]' 'EXPOSE 5432'
}

# kafka_script <file> <class>: as the broker's own scripts read their settings
kafka_script() {
    cat > "$1" <<SCRIPT
#!/bin/bash
exec /opt/java/bin/java \${KAFKA_HEAP_OPTS:-} \${KAFKA_JVM_PERFORMANCE_OPTS:-} \${KAFKA_OPTS:-} \\
    -Dlogback.configurationFile=/opt/kafka/logback.xml -cp '/opt/kafka/libs/*' $2 "\$@"
SCRIPT
    chmod 755 "$1"
}

kafka() {
    local root=$work/kafka
    base "$root"
    kafka_programs "$root"
    sed -i 's/level="INFO"/level="WARN"/' "$root/opt/kafka/logback.xml"
    mkdir -p "$root/opt/kafka/bin" "$root/var/lib/kafka/data" "$root/etc/kafka/secrets" "$root/mnt/shared/config"
    chmod 1777 "$root/var/lib/kafka/data"
    kafka_script "$root/opt/kafka/bin/kafka-storage.sh" kafka.tools.StorageTool
    kafka_script "$root/opt/kafka/bin/kafka-server-start.sh" kafka.Kafka
    import "$root" "$kafka_image" 'ENV PATH=/opt/java/bin:/usr/bin' 'USER 1000' 'EXPOSE 9092'
}

missing=()
for name in "$jdk_image" "$postgres_image" "$kafka_image"; do
    is_built "$name" || missing+=("$name")
done
[ ${#missing[@]} -gt 0 ] || exit 0
resolve
is_built "$jdk_image" || jdk
is_built "$postgres_image" || postgres
is_built "$kafka_image" || kafka
