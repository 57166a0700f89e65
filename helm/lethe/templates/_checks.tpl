{{/* What values.schema.json cannot say: values that do not fit each other. Each refusal tells the cure. */}}
{{- define "lethe.checks" -}}
{{- include "lethe.checks.keyholders" .Values -}}
{{- include "lethe.checks.database" .Values -}}
{{- include "lethe.checks.kafka" .Values -}}
{{- include "lethe.checks.doors" .Values -}}
{{- include "lethe.checks.texts" .Values -}}
{{- end }}

{{- define "lethe.checks.keyholders" -}}
{{- $holders := .keyholders.holders -}}
{{- if lt (len $holders) (int .keyholders.threshold) -}}
{{- fail (printf "keyholders.holders names %d keyholders, and keyholders.threshold asks for %d of them. Name more, or ask for fewer." (len $holders) (int .keyholders.threshold)) -}}
{{- end -}}
{{- $names := list -}}
{{- $abroad := false -}}
{{- range $holders -}}
{{- if has .name $names -}}
{{- fail (printf "keyholders.holders names %s twice. Each keyholder has a name and a share of its own." .name) -}}
{{- end -}}
{{- $names = append $names .name -}}
{{- if not .here -}}
{{- $abroad = true -}}
{{- if not .cidr -}}
{{- fail (printf "keyholders.holders: %s needs cidr, the network where it lies (or here: true), for nothing else may be reached." .name) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- if and $abroad (not .tls.issuer.name) -}}
{{- fail "tls.issuer.name must name an issuer whose key lies in no cluster: by the authority that the chart makes, a thief of this cluster could ask keyholders elsewhere for everything." -}}
{{- end -}}
{{- with .keyholders.callback -}}
{{- if and $abroad (not .type) -}}
{{- fail "keyholders.callback.type must be set: keyholders elsewhere ask account-service at their start who was erased, and serve nothing until they know." -}}
{{- end -}}
{{- if and .type (or (not .host) (not .cidrs)) -}}
{{- fail "keyholders.callback needs host, the name by which keyholders reach account-service, and cidrs, the networks from which they come." -}}
{{- end -}}
{{- end -}}
{{- end }}

{{- define "lethe.checks.database" -}}
{{- $values := . -}}
{{- if eq .database.mode "external" -}}
{{- if not .database.external.authority -}}
{{- fail "database.external.authority must name a ConfigMap with ca.crt: no server is believed that nobody vouches for." -}}
{{- end -}}
{{- range $key := list "account" "message" "contact" "media" -}}
{{- $database := get $values.database.external $key -}}
{{- range $needed := list "host" "name" "user" "secret" "cidr" -}}
{{- if not (get $database $needed) -}}
{{- fail (printf "database.external.%s.%s must be set." $key $needed) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- else -}}
{{- $cnpg := .database.cnpg -}}
{{- range $key := list "account" "message" "contact" "media" -}}
{{- $service := get $values $key -}}
{{- $pool := get $service.settings "spring.datasource.hikari.maximum-pool-size" | default 16 | int -}}
{{- $replicas := add 1 (max (int $service.replicas) (int $service.autoscaling.maxReplicas)) -}}
{{- $needed := add 10 (mul $replicas $pool) -}}
{{- if gt $needed (int $cnpg.maxConnections) -}}
{{- fail (printf "database.cnpg.maxConnections is %d, but %s may open %d: %d replicas while one is replaced, %d each, and 10 for PostgreSQL itself." (int $cnpg.maxConnections) $key $needed $replicas $pool) -}}
{{- end -}}
{{- end -}}
{{- with $cnpg.backup -}}
{{- if .enabled -}}
{{- range $needed := list "destination" "secret" "cidr" -}}
{{- if not (get $cnpg.backup $needed) -}}
{{- fail (printf "database.cnpg.backup.%s must be set where backups are enabled." $needed) -}}
{{- end -}}
{{- end -}}
{{- if lt (int $values.kafka.deletionDays) (add 7 (int .retentionDays)) -}}
{{- fail (printf "kafka.deletionDays is %d, but backups are kept for %d days: a backup that is older than the told deletions would bring back what people deleted. Set %d or more." (int $values.kafka.deletionDays) (int .retentionDays) (add 7 (int .retentionDays))) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end }}

{{- define "lethe.checks.kafka" -}}
{{- $external := .kafka.external -}}
{{- if eq .kafka.mode "external" -}}
{{- range $needed := list "bootstrapServers" "authority" "cidrs" -}}
{{- if not (get $external $needed) -}}
{{- fail (printf "kafka.external.%s must be set." $needed) -}}
{{- end -}}
{{- end -}}
{{- range $key := list "account" "message" "contact" "media" -}}
{{- if not (get $external.secrets $key) -}}
{{- fail (printf "kafka.external.secrets.%s must name a Secret with sasl.jaas.config: each service has a user of its own, since only account-service may write the ledger." $key) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end }}

{{- define "lethe.checks.doors" -}}
{{- if ne .route.mode "none" -}}
{{- if not .route.host -}}
{{- fail "route.host must be set: the name under which people reach the gateway." -}}
{{- end -}}
{{- if not .gateway.trustedProxies -}}
{{- fail "gateway.trustedProxies must name the networks of the route's controller: without them all people come from one address, and share its limits." -}}
{{- end -}}
{{- if and .network.policies (not .gateway.from) -}}
{{- fail "gateway.from must name the route's controller as a peer of a NetworkPolicy: nobody else reaches the gateway." -}}
{{- end -}}
{{- end -}}
{{- if and (eq .route.mode "gateway-api") (not .route.parent.name) -}}
{{- fail "route.parent.name must name the Gateway that takes the route." -}}
{{- end -}}
{{- if and (eq .route.mode "gateway-api") (not .route.parent.sectionName) -}}
{{- fail "route.parent.sectionName must name the listener with TLS: a route takes all listeners otherwise, and people's messages do not travel in clear." -}}
{{- end -}}
{{- if and (eq .route.mode "ingress") (not .route.tlsSecret) (not .route.issuer.name) -}}
{{- fail "route.tlsSecret or route.issuer.name must be set: people's messages do not travel without TLS." -}}
{{- end -}}
{{- if and (ne .media.blobs.accessMode "ReadWriteMany") (or (gt (int .media.replicas) 1) (gt (int .media.autoscaling.maxReplicas) 1)) -}}
{{- fail "media.replicas beyond 1 need media.blobs.accessMode: ReadWriteMany, a volume that several nodes write." -}}
{{- end -}}
{{- range $key := list "account" "message" "contact" "media" "gateway" -}}
{{- $service := get $ $key -}}
{{- $most := int $service.autoscaling.maxReplicas -}}
{{- if and (gt $most 0) (lt $most (int $service.replicas)) -}}
{{- fail (printf "%s.autoscaling.maxReplicas is %d, less than %s.replicas, %d." $key $most $key (int $service.replicas)) -}}
{{- end -}}
{{- end -}}
{{- if and .story.enabled (or (not .story.smsInbox) (not .story.mailInbox)) -}}
{{- fail "story.smsInbox and story.mailInbox must be set: the story reads codes there." -}}
{{- end -}}
{{- end }}

{{- define "lethe.checks.texts" -}}
{{- if and (eq .sms.form "webhook") (or (not .sms.webhook.url) (not .sms.webhook.secret)) -}}
{{- fail "sms.webhook.url and sms.webhook.secret must be set (or sms.form: smpp): people sign in by codes in texts." -}}
{{- end -}}
{{- if and (eq .sms.form "smpp") (or (not .sms.smpp.host) (not .sms.smpp.user) (not .sms.smpp.secret)) -}}
{{- fail "sms.smpp.host, sms.smpp.user and sms.smpp.secret must be set: people sign in by codes in texts." -}}
{{- end -}}
{{- if and (ne .sms.form "inbox") (not .sms.cidrs) -}}
{{- fail "sms.cidrs must name the networks of the SMS provider, for nothing else may be reached." -}}
{{- end -}}
{{- if and .mail.host (eq .sms.form "inbox") -}}
{{- fail "mail.host cannot be set with sms.form: inbox, which takes mails, too." -}}
{{- end -}}
{{- if .mail.host -}}
{{- if or (not .mail.from) (not .mail.cidrs) -}}
{{- fail "mail.from and mail.cidrs must be set: the sender's address, and the networks of the mail server." -}}
{{- end -}}
{{- if and .mail.user (not .mail.secret) -}}
{{- fail "mail.secret must name the Secret with the password of mail.user." -}}
{{- end -}}
{{- end -}}
{{- end }}
