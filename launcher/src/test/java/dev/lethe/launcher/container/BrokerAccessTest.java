package dev.lethe.launcher.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;

import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;

import dev.lethe.launcher.broker.Topics;

class BrokerAccessTest {

    private static final List<String> WITHOUT_EVENTS = List.of("lethe.contact.v1");

    @Test
    void letsAccountServiceAloneSayWhoIsErased() {
        for (var topic : new String[] {"lethe.account.v1", "lethe.erasure-ledger.v1"}) {
            assertThat(BrokerAccess.all()).filteredOn(access -> access.writes().contains(topic))
                    .extracting(BrokerAccess::service).containsExactly("account-service");
        }
    }

    @Test
    void namesTopicsThatAreMadeAndLeavesNoneOut() {
        var made = Topics.all().stream().map(NewTopic::name).filter(name -> !WITHOUT_EVENTS.contains(name)).toList();

        assertThat(all(BrokerAccess::reads)).containsAll(made).isSubsetOf(made);
        assertThat(all(BrokerAccess::writes)).containsAll(made).isSubsetOf(made);
    }

    @Test
    void allowsNothingToEverybodyAndNothingOfEverything() {
        assertThat(BrokerAccess.bindings()).allSatisfy(binding -> {
            assertThat(binding.entry().permissionType()).isEqualTo(AclPermissionType.ALLOW);
            assertThat(binding.entry().principal()).startsWith("User:").doesNotContain("*");
            assertThat(binding.entry().operation()).isIn(AclOperation.READ, AclOperation.WRITE);
            assertThat(binding.pattern().name()).doesNotContain("*");
            assertThat(binding.pattern().patternType()).isEqualTo(
                    binding.pattern().resourceType() == ResourceType.GROUP ? PatternType.PREFIXED
                            : PatternType.LITERAL);
        });
    }

    private static List<String> all(Function<BrokerAccess, List<String>> which) {
        return BrokerAccess.all().stream().map(which).flatMap(Collection::stream).distinct().toList();
    }
}
