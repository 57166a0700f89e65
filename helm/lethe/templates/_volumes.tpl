{{/* Everything that a service reads comes as files; the names below /run/secrets/lethe are those of properties. */}}
{{- define "lethe.volumes" -}}
{{- $root := .root -}}
{{- $values := $root.Values -}}
{{- $key := .key -}}
{{- $name := include "lethe.name" . -}}
- name: tmp
  emptyDir: {medium: Memory, sizeLimit: 32Mi}
- name: settings
  configMap:
    name: {{ $name }}
- name: tls
  secret:
    secretName: {{ $name }}-tls
    defaultMode: 288
{{- if ne $key "gateway" }}
- name: signing
  secret:
    secretName: {{ get $values.signing.secrets $key }}
    defaultMode: 288
    items: [{key: signing.key, path: signing.key}]
- name: signers
  configMap:
    name: {{ $values.signing.signers }}
- name: secrets
  projected:
    defaultMode: 288
    sources:
      - secret:
          name: {{ include "lethe.database.secret" . }}
          items: [{key: password, path: spring.datasource.password}]
      - secret:
          name: {{ eq $values.kafka.mode "strimzi" | ternary $name (get $values.kafka.external.secrets $key) }}
          items: [{key: sasl.jaas.config, path: spring.kafka.properties.sasl.jaas.config}]
- name: authorities
  projected:
    sources:
{{- if eq $values.database.mode "cnpg" }}
      - secret:
          name: {{ $name }}-db-ca
          items: [{key: ca.crt, path: database/ca.crt}]
{{- else }}
      - configMap:
          name: {{ $values.database.external.authority }}
          items: [{key: ca.crt, path: database/ca.crt}]
{{- end }}
{{- if eq $values.kafka.mode "strimzi" }}
      - secret:
          name: {{ include "lethe.kafka" $root }}-cluster-ca-cert
          items: [{key: ca.crt, path: kafka/ca.crt}]
{{- else }}
      - configMap:
          name: {{ $values.kafka.external.authority }}
          items: [{key: ca.crt, path: kafka/ca.crt}]
{{- end }}
{{- if eq $key "account" }}
{{- with $values.sms.authority }}
      - configMap:
          name: {{ . }}
          items: [{key: ca.crt, path: sms/ca.crt}]
{{- end }}
{{- with $values.mail.authority }}
      - configMap:
          name: {{ . }}
          items: [{key: ca.crt, path: mail/ca.crt}]
{{- end }}
- name: token
  secret:
    secretName: {{ $values.token.secret }}
    defaultMode: 288
{{- if ne $values.sms.form "inbox" }}
- name: sms
  secret:
    secretName: {{ eq $values.sms.form "webhook" | ternary $values.sms.webhook.secret $values.sms.smpp.secret }}
    defaultMode: 288
{{- end }}
{{- if eq $values.sms.form "inbox" }}
- name: inboxes
  emptyDir: {medium: Memory, sizeLimit: 32Mi}
{{- end }}
{{- if include "lethe.mail.secret" $root }}
- name: mail
  secret:
    secretName: {{ $values.mail.secret }}
    defaultMode: 288
{{- end }}
{{- end }}
{{- if eq $key "media" }}
- name: blobs
  persistentVolumeClaim:
    claimName: {{ $values.media.blobs.existingClaim | default (printf "%s-blobs" $name) }}
{{- end }}
{{- end }}
{{- end }}

{{/* The Secret with the password for the mail server, where it asks for one. */}}
{{- define "lethe.mail.secret" -}}
{{- if and (ne .Values.sms.form "inbox") .Values.mail.host .Values.mail.user -}}
{{ .Values.mail.secret }}
{{- end -}}
{{- end }}

{{- define "lethe.database.secret" -}}
{{- if eq .root.Values.database.mode "cnpg" -}}
{{ include "lethe.name" . }}-db-app
{{- else -}}
{{ (get .root.Values.database.external .key).secret }}
{{- end -}}
{{- end }}

{{- define "lethe.mounts" -}}
{{- $key := .key -}}
- {name: tmp, mountPath: /tmp}
- {name: settings, mountPath: /etc/lethe, readOnly: true}
- {name: tls, mountPath: /run/keys/tls, readOnly: true}
{{- if ne $key "gateway" }}
- {name: signing, mountPath: /run/keys/signing, readOnly: true}
- {name: signers, mountPath: /run/keys/signers, readOnly: true}
- {name: secrets, mountPath: /run/secrets/lethe, readOnly: true}
- {name: authorities, mountPath: /run/authorities, readOnly: true}
{{- end }}
{{- if eq $key "account" }}
- {name: token, mountPath: /run/keys/token, readOnly: true}
{{- if ne .root.Values.sms.form "inbox" }}
- {name: sms, mountPath: /run/keys/sms, readOnly: true}
{{- end }}
{{- if include "lethe.mail.secret" .root }}
- {name: mail, mountPath: /run/keys/mail, readOnly: true}
{{- end }}
{{- end }}
{{- if eq $key "media" }}
- {name: blobs, mountPath: /var/lib/lethe/blobs}
{{- end }}
{{- end }}
