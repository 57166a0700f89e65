{{/* Pod Security Standard "restricted", and no word with the Kubernetes API. */}}
{{- define "keyholder.pod.security" -}}
automountServiceAccountToken: false
enableServiceLinks: false
securityContext:
  runAsNonRoot: true
  runAsUser: 65532
  runAsGroup: 65532
  fsGroup: 65532
  fsGroupChangePolicy: OnRootMismatch
  seccompProfile: {type: RuntimeDefault}
{{- end }}

{{- define "keyholder.container.security" -}}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  runAsNonRoot: true
  capabilities: {drop: [ALL]}
  seccompProfile: {type: RuntimeDefault}
{{- end }}

{{- define "keyholder.volumes" -}}
{{- $values := .Values -}}
- name: tmp
  emptyDir: {medium: Memory, sizeLimit: 32Mi}
- name: settings
  configMap:
    name: {{ $values.name }}
- name: tls
  secret:
    secretName: {{ $values.name }}-tls
    defaultMode: 288
- name: signing
  secret:
    secretName: {{ $values.signing.secret | default (printf "lethe-signing-%s" $values.name) }}
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
          name: {{ eq $values.database.mode "cnpg" | ternary (printf "%s-db-app" $values.name) $values.database.external.secret }}
          items: [{key: password, path: spring.datasource.password}]
- name: authorities
  projected:
    sources:
{{- if eq $values.database.mode "cnpg" }}
      - secret:
          name: {{ $values.name }}-db-ca
{{- else }}
      - configMap:
          name: {{ $values.database.external.authority }}
{{- end }}
          items: [{key: ca.crt, path: database/ca.crt}]
- name: epoch
  persistentVolumeClaim:
    claimName: {{ $values.name }}-epoch
{{- end }}
