{{/*
Stands in for telephones and mail servers, for trying out: account-service speaks in clear to its own loopback only, so the
inboxes are in its pod. `kubectl port-forward` shows them to whoever may use it.
*/}}
{{- define "lethe.inboxes" -}}
- name: inboxes
  image: {{ include "lethe.image" (dict "root" . "image" "launcher") }}
  imagePullPolicy: {{ .Values.image.pullPolicy }}
  # their pages link to the suite's
  args: [inboxes, {{ ternary (printf "https://%s" .Values.route.host) "http://localhost:8080" (ne .Values.route.host "") | quote }}]
  startupProbe:
    tcpSocket: {port: 18025}
    periodSeconds: 2
    failureThreshold: 60
  livenessProbe:
    tcpSocket: {port: 18025}
    periodSeconds: 20
  readinessProbe:
    tcpSocket: {port: 18025}
    periodSeconds: 10
  resources:
    requests: {cpu: 10m, memory: 128Mi}
    limits: {memory: 192Mi}
  {{- include "lethe.container.security" . | nindent 2 }}
  volumeMounts:
    - {name: inboxes, mountPath: /tmp}
{{- end }}
