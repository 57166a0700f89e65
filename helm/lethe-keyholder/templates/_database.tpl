{{/* Values of statements are personal, ciphertext or not: nothing of them stands in the server's output. These win. */}}
{{- define "keyholder.database.parameters" -}}
{{- $quiet := dict "log_statement" "none" "log_parameter_max_length" "0" "log_parameter_max_length_on_error" "0" "log_error_verbosity" "terse" "log_min_error_statement" "panic" "log_min_duration_statement" "-1" "wal_level" "replica" "max_connections" (toString .maxConnections) -}}
{{- range $parameter, $value := mergeOverwrite (dict) .parameters $quiet }}
{{ $parameter }}: {{ $value | quote }}
{{- end }}
{{- end }}
