#!/usr/bin/env bash
# Makes the root of every image, inside the JDK's image: a Java run time, the C library that it needs, and nothing else.
set -euo pipefail
root=$1
volumes=$2
here=$(dirname "$0")
jdk=${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$(command -v java)")")")}
# equal inputs give equal layers
epoch=1767225600

modules=java.base,java.compiler,java.desktop,java.instrument,java.logging,java.management,java.naming,java.net.http
modules+=,java.prefs,java.rmi,java.scripting,java.security.jgss,java.security.sasl,java.sql,java.xml,java.xml.crypto
modules+=,jdk.charsets,jdk.httpserver,jdk.jfr,jdk.management,jdk.net,jdk.nio.mapmode,jdk.security.auth,jdk.unsupported
modules+=,jdk.zipfs

mkdir -p "$root"/{etc,lethe,opt,proc,sys,dev,tmp,run,var/lib/lethe} "$volumes"/{blobs,epoch}
chmod 1777 "$root/tmp"
chmod 700 "$volumes"/*
"$jdk/bin/jlink" --add-modules "$modules" --strip-java-debug-attributes --no-man-pages --no-header-files --output "$root/opt/java"
# no screen and no sound: only classes of that module are used
rm -f "$root"/opt/java/lib/lib{awt_xawt,jawt,jsound,splashscreen}.so
# the health probe starts in a third of the time with it
"$root/opt/java/bin/java" -Xshare:dump -XX:+UseSerialGC > /dev/null

# Everything that the run time loads, where the loader looks for it.
libraries() {
    find "$root/opt/java" \( -name '*.so' -o -perm -u+x \) -type f -exec ldd {} + 2> /dev/null |
        grep -oE '/[^ ():]+\.so[^ ():]*' | grep -v "^$root" | sort -u
}
while read -r library; do
    install -D "$(readlink -f "$library")" "$root$library"
done < <(libraries)
# names of hosts and users are looked up by these, which nothing links to
for library in "$root"/lib/*/libc.so.6 "$root"/usr/lib/*/libc.so.6; do
    [ -e "$library" ] || continue
    for name in libnss_files.so.2 libnss_dns.so.2 libresolv.so.2; do
        source=$(dirname "${library#"$root"}")/$name
        [ ! -e "$source" ] || install -D "$(readlink -f "$source")" "$root$source"
    done
done

echo 'hosts: files dns' > "$root/etc/nsswitch.conf"
echo 'lethe:x:65532:65532::/lethe:/nonexistent' > "$root/etc/passwd"
echo 'lethe:x:65532:' > "$root/etc/group"

"$jdk/bin/javac" -d "$root/lethe/probe" "$here/Probe.java"
printf '%s\n' -Xshare:auto -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData -Xmx16m -Xss256k \
    '-cp /lethe/probe' > "$root/lethe/probe.options"
cp "$here"/{jvm.options,aot.options,security.properties} "$root/lethe/"

chmod -R a+rX,go-w "$root"
chmod 1777 "$root/tmp"
find "$root" "$volumes" -exec touch --no-dereference --date="@$epoch" {} +
