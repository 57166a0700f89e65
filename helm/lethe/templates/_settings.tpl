{{/* What a service needs to know, as flat properties. Nothing here is secret: what is lies in files. */}}
{{- define "lethe.settings" -}}
{{- $root := .root -}}
{{- $key := .key -}}
server.port: 8080
spring.lifecycle.timeout-per-shutdown-phase: {{ $root.Values.drain.phase }}s
spring.ssl.bundle.pem.suite.keystore.certificate: file:/run/keys/tls/tls.crt
spring.ssl.bundle.pem.suite.keystore.private-key: file:/run/keys/tls/tls.key
spring.ssl.bundle.pem.suite.truststore.certificate: file:/run/keys/tls/ca.crt
{{- if or (ne $key "gateway") $root.Values.metrics.enabled }}
lethe.internal.port: 8443
lethe.tls.certificate: /run/keys/tls/tls.crt
lethe.tls.private-key: /run/keys/tls/tls.key
lethe.tls.authority: /run/keys/tls/ca.crt
{{- end }}
{{- if eq $key "gateway" }}
spring.cloud.gateway.server.webflux.httpclient.ssl.ssl-bundle: suite
{{- with $root.Values.gateway.trustedProxies }}
lethe.gateway.proxies.trusted: {{ toJson . }}
{{- end }}
{{- range $name := list "account" "message" "contact" "media" }}
lethe.gateway.services.{{ $name }}: https://{{ include "lethe.name" (dict "root" $root "key" $name) }}:8080
{{- end }}
{{- else }}
server.ssl.bundle: suite
server.ssl.client-auth: need
management.server.port: 8090
management.server.ssl.enabled: false
# The pod's first container has done it.
spring.flyway.enabled: false
lethe.signing.private-key: /run/keys/signing/signing.key
lethe.signing.certificates: /run/keys/signers
lethe.signing.suite-key: /run/keys/signers/suite.pub
{{- range $name := list "account" "message" "contact" "media" }}
lethe.{{ $name }}.internal-url: https://{{ include "lethe.name" (dict "root" $root "key" $name) }}:8443
{{- end }}
lethe.vault.threshold: {{ $root.Values.keyholders.threshold }}
lethe.vault.keyholders:
{{- range $root.Values.keyholders.holders }}
  - name: {{ .name }}
    url: {{ .url }}
{{- end }}
{{ include "lethe.settings.database" . }}
{{ include "lethe.settings.kafka" . }}
{{- if eq $key "account" }}
{{ include "lethe.settings.account" $root }}
{{- end }}
{{- if eq $key "media" }}
lethe.blob.directory: /var/lib/lethe/blobs/files
{{- end }}
{{- end }}
{{- end }}

{{- define "lethe.settings.database" -}}
{{- $root := .root -}}
{{- $database := dict "host" (printf "%s-db-rw" (include "lethe.name" .)) "port" 5432 "name" .key "user" .key -}}
{{- if eq $root.Values.database.mode "external" -}}
{{- $database = get $root.Values.database.external .key -}}
{{- end -}}
spring.datasource.url: "jdbc:postgresql://{{ $database.host }}:{{ $database.port | default 5432 }}/{{ $database.name }}?sslmode=verify-full&sslrootcert=/run/authorities/database/ca.crt"
spring.datasource.username: {{ $database.user }}
{{- end }}

{{- define "lethe.settings.kafka" -}}
{{- $kafka := .root.Values.kafka -}}
{{- if eq $kafka.mode "strimzi" -}}
spring.kafka.bootstrap-servers: {{ include "lethe.kafka" .root }}-kafka-bootstrap:9093
spring.kafka.properties.sasl.mechanism: SCRAM-SHA-512
{{- else -}}
spring.kafka.bootstrap-servers: {{ $kafka.external.bootstrapServers }}
spring.kafka.properties.sasl.mechanism: {{ $kafka.external.mechanism }}
{{- end }}
spring.kafka.security.protocol: SASL_SSL
spring.kafka.ssl.trust-store-type: PEM
spring.kafka.ssl.trust-store-location: file:/run/authorities/kafka/ca.crt
{{- end }}

{{- define "lethe.settings.account" -}}
lethe.token.private-key: /run/keys/token/token.key
{{- with .Values.token.otherKeys }}
lethe.token.other-keys:
{{- range . }}
  - /run/keys/token/{{ . }}
{{- end }}
{{- end }}
{{- $sms := .Values.sms }}
{{- if eq $sms.form "inbox" }}
lethe.sms.inbox-url: http://127.0.0.1:18025/messages
{{- else if eq $sms.form "webhook" }}
lethe.sms.webhook.url: {{ $sms.webhook.url }}
lethe.sms.webhook.secret-file: /run/keys/sms/key
{{- else }}
lethe.sms.smpp.host: {{ $sms.smpp.host }}
lethe.sms.smpp.port: {{ $sms.port }}
lethe.sms.smpp.user: {{ $sms.smpp.user | quote }}
lethe.sms.smpp.password-file: /run/keys/sms/password
{{- with $sms.smpp.sender }}
lethe.sms.smpp.sender: {{ . | quote }}
{{- end }}
{{- end }}
{{- if $sms.authority }}
lethe.sms.{{ $sms.form }}.authority: /run/authorities/sms/ca.crt
{{- end }}
{{- with .Values.mail }}
{{- if eq $sms.form "inbox" }}
lethe.mail.host: 127.0.0.1
lethe.mail.port: 18027
lethe.mail.security: NONE
lethe.mail.from: lethe@localhost.example
{{- else if .host }}
lethe.mail.host: {{ .host }}
lethe.mail.port: {{ .port }}
lethe.mail.security: {{ .security }}
lethe.mail.from: {{ .from | quote }}
{{- if .user }}
lethe.mail.user: {{ .user | quote }}
lethe.mail.password-file: /run/keys/mail/password
{{- end }}
{{- if .authority }}
lethe.mail.authority: /run/authorities/mail/ca.crt
{{- end }}
{{- end }}
{{- end }}
{{- end }}

{{/* The settings with what the operator adds, which wins. */}}
{{- define "lethe.application" -}}
{{- $computed := include "lethe.settings" . | fromYaml -}}
{{- toYaml (mergeOverwrite $computed (get .root.Values .key).settings) -}}
{{- end }}
