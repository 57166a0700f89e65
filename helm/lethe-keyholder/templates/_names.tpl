{{- define "keyholder.selector" -}}
app.kubernetes.io/name: lethe-keyholder
app.kubernetes.io/instance: {{ .Release.Name }}
lethe.dev/keyholder: {{ .Values.name }}
{{- end }}

{{- define "keyholder.labels" -}}
{{ include "keyholder.selector" . }}
app.kubernetes.io/component: keyholder
{{ include "keyholder.labels.common" . }}
{{- end }}

{{/* Of what belongs to the keyholder and is not it. */}}
{{- define "keyholder.labels.common" -}}
app.kubernetes.io/part-of: lethe
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: lethe-keyholder-{{ .Chart.Version }}
{{- end }}

{{- define "keyholder.image" -}}
{{- with .Values.image -}}
{{ .repository }}/key-service{{ if .digest }}@{{ .digest }}{{ else }}:{{ .tag | default $.Chart.AppVersion }}{{ end }}
{{- end -}}
{{- end }}

{{- define "keyholder.account" -}}
{{- if .Values.account.here -}}
https://{{ .Release.Name }}-account:8443
{{- else -}}
{{ .Values.account.url }}
{{- end -}}
{{- end }}

{{- define "keyholder.issuer" -}}
name: {{ .Values.account.here | ternary (.Values.tls.issuer.name | default (printf "%s-authority" .Release.Name)) .Values.tls.issuer.name }}
kind: {{ .Values.tls.issuer.kind | default "Issuer" }}
group: cert-manager.io
{{- end }}

{{/* The port of a URL; that of its scheme without one. */}}
{{- define "keyholder.port" -}}
{{- regexFind ":[0-9]+$" (urlParse .).host | trimPrefix ":" | default "443" -}}
{{- end }}

{{/* What values.schema.json cannot say. */}}
{{- define "keyholder.checks" -}}
{{- with .Values -}}
{{- if not .account.here -}}
{{- if or (not .account.url) (not .account.cidr) -}}
{{- fail "account.url and account.cidr must be set: this keyholder asks account-service at its start who was erased, and serves nothing until it knows." -}}
{{- end -}}
{{- if not .tls.issuer.name -}}
{{- fail "tls.issuer.name must name an issuer of the suite's authority: the suite believes no other certificate." -}}
{{- end -}}
{{- if or (not .service.host) (not .service.cidrs) -}}
{{- fail "service.host and service.cidrs must be set: the name by which the suite reaches this keyholder, and the networks from which it comes." -}}
{{- end -}}
{{- end -}}
{{- if eq .database.mode "external" -}}
{{- range $needed := list "authority" "host" "secret" "cidr" -}}
{{- if not (get $.Values.database.external $needed) -}}
{{- fail (printf "database.external.%s must be set." $needed) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end }}
