{{/* All objects of one service. */}}
{{- define "lethe.workload" -}}
{{- $root := .root -}}
{{- $values := get $root.Values .key -}}
{{- $name := include "lethe.name" . -}}
{{- $service := include "lethe.service" .key -}}
{{- $settings := include "lethe.application" . -}}
{{- $shared := or (ne .key "media") (eq $root.Values.media.blobs.accessMode "ReadWriteMany") -}}
apiVersion: v1
kind: ServiceAccount
metadata:
  name: {{ $name }}
  labels: {{- include "lethe.labels" . | nindent 4 }}
automountServiceAccountToken: false
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ $name }}
  labels: {{- include "lethe.labels" . | nindent 4 }}
data:
  application.yaml: |
    {{- $settings | nindent 4 }}
---
apiVersion: v1
kind: Service
metadata:
  name: {{ $name }}
  labels: {{- include "lethe.labels" . | nindent 4 }}
spec:
  selector: {{- include "lethe.selector" . | nindent 4 }}
  ports:
    - {name: public, port: 8080, targetPort: public, appProtocol: {{ eq .key "gateway" | ternary "http" "https" }}}
{{- if ne .key "gateway" }}
    - {name: internal, port: 8443, targetPort: internal, appProtocol: https}
{{- end }}
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ $name }}
  labels: {{- include "lethe.labels" . | nindent 4 }}
spec:
{{- if not ($values.autoscaling).maxReplicas }}
  replicas: {{ $values.replicas }}
{{- end }}
  minReadySeconds: 5
  progressDeadlineSeconds: 600
  strategy:
{{- if $shared }}
    type: RollingUpdate
    rollingUpdate: {maxUnavailable: 0, maxSurge: 1}
{{- else }}
    type: Recreate
{{- end }}
  selector:
    matchLabels: {{- include "lethe.selector" . | nindent 6 }}
  template:
    metadata:
      labels:
        {{- mergeOverwrite (dict) $root.Values.podLabels (include "lethe.labels" . | fromYaml) | toYaml | nindent 8 }}
      annotations:
        lethe.dev/settings: {{ sha256sum $settings }}
    spec:
      serviceAccountName: {{ $name }}
      terminationGracePeriodSeconds: {{ include "lethe.grace" $root }}
      {{- include "lethe.pod.security" . | nindent 6 }}
      {{- include "lethe.pod.placing" . | trim | nindent 6 }}
{{- if ne .key "gateway" }}
      initContainers:
        - name: migration
          image: {{ include "lethe.image" (dict "root" $root "image" $service) }}
          imagePullPolicy: {{ $root.Values.image.pullPolicy }}
          command: [/opt/java/bin/java, "@/lethe/jvm.options", -cp, /lethe/app.jar, dev.lethe.platform.migration.Migration]
          args: ["--spring.config.additional-location=file:/etc/lethe/application.yaml", --spring.flyway.enabled=true]
          resources: {{- toYaml $values.resources | nindent 12 }}
          {{- include "lethe.container.security" . | nindent 10 }}
          volumeMounts:
            - {name: tmp, mountPath: /tmp}
            - {name: settings, mountPath: /etc/lethe, readOnly: true}
            - {name: secrets, mountPath: /run/secrets/lethe, readOnly: true}
            - {name: authorities, mountPath: /run/authorities, readOnly: true}
{{- end }}
      containers:
        - name: {{ $service }}
          image: {{ include "lethe.image" (dict "root" $root "image" $service) }}
          imagePullPolicy: {{ $root.Values.image.pullPolicy }}
          args: ["--spring.config.additional-location=file:/etc/lethe/application.yaml"]
          env:
            - {name: MALLOC_ARENA_MAX, value: "2"}
          ports:
            - {name: public, containerPort: 8080}
{{- if or (ne .key "gateway") $root.Values.metrics.enabled }}
            - {name: internal, containerPort: 8443}
{{- end }}
{{- if ne .key "gateway" }}
            - {name: management, containerPort: 8090}
{{- end }}
          {{- include "lethe.probes" . | nindent 10 }}
          lifecycle:
            preStop:
              sleep: {seconds: {{ $root.Values.drain.announce }}}
          resources: {{- toYaml $values.resources | nindent 12 }}
          {{- include "lethe.container.security" . | nindent 10 }}
          volumeMounts: {{- include "lethe.mounts" . | nindent 12 }}
{{- if and (eq .key "account") (eq $root.Values.sms.form "inbox") }}
        {{- include "lethe.inboxes" $root | nindent 8 }}
{{- end }}
      volumes: {{- include "lethe.volumes" . | nindent 8 }}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: {{ $name }}
  labels: {{- include "lethe.labels" . | nindent 4 }}
spec:
  maxUnavailable: 1
  unhealthyPodEvictionPolicy: AlwaysAllow
  selector:
    matchLabels: {{- include "lethe.selector" . | nindent 6 }}
---
{{ include "lethe.certificate" . }}
{{- if ($values.autoscaling).maxReplicas }}
---
{{ include "lethe.autoscaler" . }}
{{- end }}
{{- end }}

{{- define "lethe.certificate" -}}
{{- $root := .root -}}
{{- $name := include "lethe.name" . -}}
{{- $service := include "lethe.service" .key -}}
apiVersion: cert-manager.io/v1
kind: Certificate
metadata:
  name: {{ $name }}
  labels: {{- include "lethe.labels" . | nindent 4 }}
spec:
  secretName: {{ $name }}-tls
  commonName: {{ $service }}
  subject:
    organizations: [Lethe]
    organizationalUnits: [{{ $service }}]
  dnsNames:
    - {{ $name }}
    - {{ $name }}.{{ $root.Release.Namespace }}
    - {{ $name }}.{{ $root.Release.Namespace }}.svc
{{- if and (eq .key "account") $root.Values.keyholders.callback.host }}
    - {{ $root.Values.keyholders.callback.host }}
{{- end }}
  # for operators who forward a port
  ipAddresses: [127.0.0.1]
  usages: [digital signature, server auth, client auth]
  duration: {{ $root.Values.tls.duration }}
  renewBefore: {{ $root.Values.tls.renewBefore }}
  privateKey: {algorithm: ECDSA, size: 256, encoding: PKCS8, rotationPolicy: Always}
  issuerRef: {{- include "lethe.issuer" $root | nindent 4 }}
{{- end }}

{{- define "lethe.autoscaler" -}}
{{- $root := .root -}}
{{- $values := get $root.Values .key -}}
{{- $name := include "lethe.name" . -}}
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: {{ $name }}
  labels: {{- include "lethe.labels" . | nindent 4 }}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: {{ $name }}}
  minReplicas: {{ $values.replicas }}
  maxReplicas: {{ $values.autoscaling.maxReplicas }}
  metrics:
    - type: Resource
      resource:
        name: cpu
        target: {type: Utilization, averageUtilization: {{ $values.autoscaling.cpuPercent }}}
{{- with $values.autoscaling.lagMetric }}
    - type: External
      external:
        metric: {name: {{ . }}, selector: {matchLabels: {service: {{ include "lethe.service" $.key }}}}}
        target: {type: AverageValue, averageValue: {{ $values.autoscaling.lagPerReplica | quote }}}
{{- end }}
  behavior:
    scaleDown: {stabilizationWindowSeconds: 600, policies: [{type: Pods, value: 1, periodSeconds: 120}]}
{{- end }}
