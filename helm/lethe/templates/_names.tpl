{{/* All names of objects begin with the release's. */}}
{{- define "lethe.name" -}}
{{ printf "%s-%s" .root.Release.Name .key }}
{{- end }}

{{/* Of a service: its certificate's role, its image, its group of consumers. */}}
{{- define "lethe.service" -}}
{{ if eq . "gateway" }}gateway{{ else }}{{ . }}-service{{ end }}
{{- end }}

{{- define "lethe.selector" -}}
app.kubernetes.io/name: lethe
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .key }}
{{- end }}

{{- define "lethe.labels" -}}
{{ include "lethe.selector" . }}
app.kubernetes.io/part-of: lethe
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version }}
{{- end }}

{{- define "lethe.image" -}}
{{- $image := .root.Values.image -}}
{{- $name := printf "%s/%s" $image.repository .image -}}
{{- with get $image.digests .image -}}
{{ $name }}@{{ . }}
{{- else -}}
{{ $name }}:{{ $image.tag | default .root.Chart.AppVersion }}
{{- end -}}
{{- end }}

{{- define "lethe.kafka" -}}
{{ .Release.Name }}-kafka
{{- end }}

{{- define "lethe.issuer" -}}
name: {{ .Values.tls.issuer.name | default (printf "%s-authority" .Release.Name) }}
kind: {{ .Values.tls.issuer.kind | default "Issuer" }}
group: cert-manager.io
{{- end }}

{{/* Kafka's image writes beside its volume, so its root is not read-only. */}}
{{- define "lethe.kafka.security" -}}
securityContext:
  allowPrivilegeEscalation: false
  runAsNonRoot: true
  capabilities: {drop: [ALL]}
  seccompProfile: {type: RuntimeDefault}
{{- end }}
