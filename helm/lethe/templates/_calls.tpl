{{/*
Who calls whom, at which door. Certificates, settings and both sides of each NetworkPolicy are made of it, so that they
cannot differ.
*/}}
{{- define "lethe.calls" -}}
account:
  internal: [message, contact, media]
  keyholders: true
  stores: true
message:
  internal: [account, contact, media]
  keyholders: true
  stores: true
contact:
  internal: [account]
  keyholders: true
  stores: true
media:
  internal: [account, message]
  keyholders: true
  stores: true
gateway:
  public: [account, message, contact, media]
{{- end }}

{{/* The services that call this one at a door, as a list. */}}
{{- define "lethe.callers" -}}
{{- $callee := .key -}}
{{- $door := .door -}}
{{- $callers := list -}}
{{- range $caller, $calls := include "lethe.calls" . | fromYaml -}}
{{- if has $callee (get $calls $door | default list) -}}
{{- $callers = append $callers $caller -}}
{{- end -}}
{{- end -}}
{{ toJson $callers }}
{{- end }}
