# An image with what its program recorded of an earlier run, as the last layer: docker/record.sh makes the record.
ARG PLAIN_IMAGE
FROM ${PLAIN_IMAGE}
COPY app.aot aot.options /lethe/
