{{/* Pod Security Standard "restricted", and no word with the Kubernetes API. */}}
{{- define "lethe.pod.security" -}}
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

{{- define "lethe.container.security" -}}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  runAsNonRoot: true
  capabilities: {drop: [ALL]}
  seccompProfile: {type: RuntimeDefault}
{{- end }}

{{- define "lethe.pod.placing" -}}
{{- $values := .root.Values -}}
{{- with $values.image.pullSecrets }}
imagePullSecrets:
{{- range . }}
  - name: {{ . }}
{{- end }}
{{- end }}
{{- with $values.priorityClass }}
priorityClassName: {{ . }}
{{- end }}
{{- with $values.nodeSelector }}
nodeSelector: {{ toJson . }}
{{- end }}
{{- with $values.tolerations }}
tolerations: {{ toJson . }}
{{- end }}
topologySpreadConstraints:
{{- range $topology := list "topology.kubernetes.io/zone" "kubernetes.io/hostname" }}
  - maxSkew: 1
    topologyKey: {{ $topology }}
    whenUnsatisfiable: {{ $values.spread.whenUnsatisfiable }}
    labelSelector:
      matchLabels: {{ include "lethe.selector" $ | fromYaml | toJson }}
{{- end }}
{{- end }}

{{/*
The gateway answers at its only door. The others answer where the gateway must show a certificate, so the kubelet, which has
none, asks at the management port. Liveness asks no store: else one that is away would take all replicas down with it.
*/}}
{{- define "lethe.probes" -}}
{{- $gateway := eq .key "gateway" -}}
{{- $port := $gateway | ternary "public" "management" -}}
{{- $live := $gateway | ternary "/livez" "/actuator/health/liveness" -}}
{{- $ready := $gateway | ternary "/readyz" "/actuator/health/readiness" -}}
startupProbe:
  httpGet: {path: {{ $live }}, port: {{ $port }}}
  periodSeconds: 2
  failureThreshold: 90
livenessProbe:
  httpGet: {path: {{ $live }}, port: {{ $port }}}
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 6
readinessProbe:
  httpGet: {path: {{ $ready }}, port: {{ $port }}}
  periodSeconds: 3
  timeoutSeconds: 3
  failureThreshold: 2
{{- end }}

{{/* Longer than the pod is announced as going and three of Spring's phases take. */}}
{{- define "lethe.grace" -}}
{{ add .Values.drain.announce (mul 3 .Values.drain.phase) 10 }}
{{- end }}
