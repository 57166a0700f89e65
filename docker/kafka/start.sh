#!/bin/bash
# Formats the broker's volume once, then serves. The image's own script writes settings into the image, which is read-only here.
set -euo pipefail
settings=/lethe/server.properties
if [ ! -e /var/lib/kafka/data/meta.properties ]; then
    /opt/kafka/bin/kafka-storage.sh format --config "$settings" \
        --cluster-id "$(/opt/kafka/bin/kafka-storage.sh random-uuid)"
fi
exec /opt/kafka/bin/kafka-server-start.sh "$settings"
