{{/* What key-service needs to know, as flat properties. Nothing here is secret: what is lies in files. */}}
{{- define "keyholder.settings" -}}
server.port: 8080
spring.lifecycle.timeout-per-shutdown-phase: {{ .Values.drain.phase }}s
management.server.port: 8090
# The pod's first container has done it.
spring.flyway.enabled: false
lethe.internal.port: 8443
lethe.tls.certificate: /run/keys/tls/tls.crt
lethe.tls.private-key: /run/keys/tls/tls.key
lethe.tls.authority: /run/keys/tls/ca.crt
lethe.signing.private-key: /run/keys/signing/signing.key
lethe.signing.certificates: /run/keys/signers
lethe.signing.suite-key: /run/keys/signers/suite.pub
lethe.keyholder.name: {{ .Values.name }}
lethe.keyholder.epoch-directory: /var/lib/lethe/epoch/keys
lethe.account.internal-url: {{ include "keyholder.account" . }}
{{- $database := dict "host" (printf "%s-db-rw" .Values.name) "port" 5432 "name" "keyholder" "user" "keyholder" }}
{{- if eq .Values.database.mode "external" }}
{{- $database = .Values.database.external }}
{{- end }}
spring.datasource.url: "jdbc:postgresql://{{ $database.host }}:{{ $database.port }}/{{ $database.name }}?sslmode=verify-full&sslrootcert=/run/authorities/database/ca.crt"
spring.datasource.username: {{ $database.user }}
{{- end }}

{{- define "keyholder.application" -}}
{{- toYaml (mergeOverwrite (include "keyholder.settings" . | fromYaml) .Values.settings) -}}
{{- end }}
