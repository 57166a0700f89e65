{{- define "lethe.peer" -}}
podSelector: {matchLabels: {{ include "lethe.selector" . | fromYaml | toJson }}}
{{- end }}

{{- define "lethe.peer.namespace" -}}
namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: {{ . }}}}
{{- end }}

{{- define "lethe.peers.cidrs" -}}
{{- range . }}
- ipBlock: {cidr: {{ . | quote }}}
{{- end }}
{{- end }}

{{- define "lethe.policy" -}}
{{- $root := .root -}}
{{- $key := .key -}}
{{- $calls := .calls -}}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: {{ include "lethe.name" . }}
  labels: {{- include "lethe.labels" . | nindent 4 }}
spec:
  podSelector:
    matchLabels: {{- include "lethe.selector" . | nindent 6 }}
  policyTypes: [Ingress, Egress]
  ingress: {{- include "lethe.policy.ingress" . | trim | nindent 4 }}
  egress: {{- include "lethe.policy.egress" . | trim | nindent 4 }}
{{- end }}

{{- define "lethe.policy.ingress" -}}
{{- $root := .root -}}
{{- $key := .key -}}
{{- if eq $key "gateway" -}}
{{- $from := $root.Values.gateway.from -}}
{{- if $root.Values.story.enabled -}}
{{- $from = append $from (include "lethe.peer" (dict "root" $root "key" "story") | fromYaml) -}}
{{- end -}}
{{- if $from }}
- from: {{- toYaml $from | nindent 4 }}
  ports: [{port: 8080}]
{{- else if not $root.Values.metrics.enabled }}
[]
{{- end }}
{{- else }}
- from:
    - {{ include "lethe.peer" (dict "root" $root "key" "gateway") }}
  ports: [{port: 8080}]
{{- $internal := include "lethe.callers" (dict "key" $key "door" "internal") | fromJsonArray }}
- from:
{{- range $internal }}
    - {{ include "lethe.peer" (dict "root" $root "key" .) }}
{{- end }}
{{- if eq $key "account" }}
    - podSelector: {matchLabels: {app.kubernetes.io/name: lethe-keyholder}}
{{- with $root.Values.keyholders.callback.cidrs }}
    {{- include "lethe.peers.cidrs" . | trim | nindent 4 }}
{{- end }}
{{- end }}
  ports: [{port: 8443}]
{{- end }}
{{- if $root.Values.metrics.enabled }}
- from:
    - {{ include "lethe.peer.namespace" $root.Values.metrics.namespace }}
  ports: [{port: 8443}]
{{- end }}
{{- end }}

{{- define "lethe.policy.egress" -}}
{{- $root := .root -}}
{{- $values := $root.Values -}}
{{- range .calls.public }}
- to:
    - {{ include "lethe.peer" (dict "root" $root "key" .) }}
  ports: [{port: 8080}]
{{- end }}
{{- range .calls.internal }}
- to:
    - {{ include "lethe.peer" (dict "root" $root "key" .) }}
  ports: [{port: 8443}]
{{- end }}
{{- if .calls.keyholders }}
{{- range $values.keyholders.holders }}
- to:
{{- if .here }}
    - podSelector: {matchLabels: {app.kubernetes.io/name: lethe-keyholder, lethe.dev/keyholder: {{ .name }}}}
{{- else }}
    - ipBlock: {cidr: {{ .cidr | quote }}}
{{- end }}
  ports: [{port: {{ include "lethe.port" .url }}}]
{{- end }}
{{- end }}
{{- if .calls.stores }}
{{- if eq $values.database.mode "cnpg" }}
- to:
    - podSelector: {matchLabels: {cnpg.io/cluster: {{ include "lethe.name" . }}-db}}
  ports: [{port: 5432}]
{{- else }}
{{- $database := get $values.database.external .key }}
- to:
    - ipBlock: {cidr: {{ $database.cidr | quote }}}
  ports: [{port: {{ $database.port | default 5432 }}}]
{{- end }}
{{- if eq $values.kafka.mode "strimzi" }}
- to:
    - podSelector: {matchLabels: {strimzi.io/name: {{ include "lethe.kafka" $root }}-kafka}}
  ports: [{port: 9093}]
{{- else }}
- to: {{- include "lethe.peers.cidrs" $values.kafka.external.cidrs | trim | nindent 4 }}
  ports: [{port: {{ $values.kafka.external.port }}}]
{{- end }}
{{- end }}
{{- if and (eq .key "account") (ne $values.sms.form "inbox") }}
- to: {{- include "lethe.peers.cidrs" $values.sms.cidrs | trim | nindent 4 }}
  ports: [{port: {{ $values.sms.port }}}]
{{- if $values.mail.host }}
- to: {{- include "lethe.peers.cidrs" $values.mail.cidrs | trim | nindent 4 }}
  ports: [{port: {{ $values.mail.port }}}]
{{- end }}
{{- end }}
{{- end }}

{{/* The port of a URL; that of its scheme without one. */}}
{{- define "lethe.port" -}}
{{- regexFind ":[0-9]+$" (urlParse .).host | trimPrefix ":" | default "443" -}}
{{- end }}

{{/* What a pod of an operator's cluster needs: its peers, its operator, and the Kubernetes API. */}}
{{- define "lethe.policy.api" -}}
- to: {{- include "lethe.peers.cidrs" .cidrs | trim | nindent 4 }}
  ports:
{{- range .ports }}
    - {port: {{ . }}}
{{- end }}
{{- end }}

{{- define "lethe.policy.database" -}}
{{- $root := .root -}}
{{- $values := $root.Values -}}
{{- $cluster := printf "%s-db" (include "lethe.name" .) -}}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: {{ $cluster }}
  labels: {{- include "lethe.labels" (dict "root" $root "key" (printf "%s-db" .key)) | nindent 4 }}
spec:
  podSelector:
    matchLabels: {cnpg.io/cluster: {{ $cluster }}}
  policyTypes: [Ingress, Egress]
  ingress:
    - from:
        - {{ include "lethe.peer" . }}
      ports: [{port: 5432}]
    - from:
        - podSelector: {matchLabels: {cnpg.io/cluster: {{ $cluster }}}}
        - {{ include "lethe.peer.namespace" $values.network.operators.cnpg }}
      ports: [{port: 5432}, {port: 8000}]
{{- if $values.metrics.enabled }}
    - from:
        - {{ include "lethe.peer.namespace" $values.metrics.namespace }}
      ports: [{port: 9187}]
{{- end }}
  egress:
    - to:
        - podSelector: {matchLabels: {cnpg.io/cluster: {{ $cluster }}}}
      ports: [{port: 5432}, {port: 8000}]
    {{- include "lethe.policy.api" $values.network.apiServer | nindent 4 }}
{{- if $values.database.cnpg.backup.enabled }}
    - to:
        - ipBlock: {cidr: {{ $values.database.cnpg.backup.cidr | quote }}}
      ports: [{port: {{ $values.database.cnpg.backup.endpoint | default "https://store" | include "lethe.port" }}}]
{{- end }}
{{- end }}

{{/* Strimzi lists itself who may reach its pods; here stands what these may reach. */}}
{{- define "lethe.policy.kafka" -}}
{{- $kafka := include "lethe.kafka" . -}}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: {{ $kafka }}
  labels: {{- include "lethe.labels" (dict "root" . "key" "kafka") | nindent 4 }}
spec:
  podSelector:
    matchLabels: {strimzi.io/cluster: {{ $kafka }}}
  policyTypes: [Ingress, Egress]
  ingress:
    - from:
        - podSelector: {matchLabels: {strimzi.io/cluster: {{ $kafka }}}}
        - {{ include "lethe.peer.namespace" .Values.network.operators.strimzi }}
      ports: [{port: 8080}, {port: 8081}, {port: 8443}, {port: 9090}, {port: 9091}]
    - from:
{{- range list "account" "message" "contact" "media" }}
        - {{ include "lethe.peer" (dict "root" $ "key" .) }}
{{- end }}
      ports: [{port: 9093}]
  egress:
    - to:
        - podSelector: {matchLabels: {strimzi.io/cluster: {{ $kafka }}}}
      ports: [{port: 8443}, {port: 9090}, {port: 9091}]
    {{- include "lethe.policy.api" .Values.network.apiServer | nindent 4 }}
{{- end }}
