package dev.lethe.launcher.container;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/// What a service may do at the broker, and nothing else. account-service alone says who is erased: no other service may
/// write its topic or the ledger.
///
/// @param service the user's name
/// @param reads   topics
/// @param writes  topics
record BrokerAccess(String service, List<String> reads, List<String> writes) {

    private static final String ACCOUNT = "lethe.account.v1";
    private static final String LEDGER = "lethe.erasure-ledger.v1";
    private static final String ANSWER = "lethe.erasure-answer.v1";
    private static final String DELETION = "lethe.deletion.v1";
    private static final String MEDIA = "lethe.media.v1";
    private static final String NOTICE = "lethe.notice.v1";
    private static final String MAILBOX = "lethe.mailbox-advanced.v1";

    static List<BrokerAccess> all() {
        return List.of(
                new BrokerAccess("account-service", List.of(LEDGER, ANSWER, DELETION),
                        List.of(ACCOUNT, LEDGER, NOTICE, DELETION)),
                new BrokerAccess("message-service", List.of(ACCOUNT, NOTICE, DELETION, MAILBOX),
                        List.of(ANSWER, DELETION, MEDIA, MAILBOX)),
                new BrokerAccess("contact-service", List.of(ACCOUNT, DELETION), List.of(ANSWER, DELETION, NOTICE)),
                new BrokerAccess("media-service", List.of(ACCOUNT, MEDIA, DELETION), List.of(ANSWER)));
    }

    /// As the broker keeps them. Who reads or writes a topic may also see it.
    static Set<AclBinding> bindings() {
        return all().stream().flatMap(access -> access.own().stream()).collect(Collectors.toSet());
    }

    private List<AclBinding> own() {
        var bindings = new ArrayList<AclBinding>();
        reads.forEach(topic -> bindings.add(topic(topic, AclOperation.READ)));
        writes.forEach(topic -> bindings.add(topic(topic, AclOperation.WRITE)));
        // a service has several groups, all named after it
        bindings.add(
                binding(new ResourcePattern(ResourceType.GROUP, service, PatternType.PREFIXED), AclOperation.READ));
        return bindings;
    }

    private AclBinding topic(String name, AclOperation operation) {
        return binding(new ResourcePattern(ResourceType.TOPIC, name, PatternType.LITERAL), operation);
    }

    private AclBinding binding(ResourcePattern what, AclOperation operation) {
        return new AclBinding(what,
                new AccessControlEntry("User:" + service, "*", operation, AclPermissionType.ALLOW));
    }
}
