package dev.lethe.platform.restore;

import java.util.List;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

import dev.lethe.platform.internal.OperatorWitness;

/// The operator's door of services that have something to do after a restore.
@AutoConfiguration(afterName = "dev.lethe.platform.inbox.InboxConfiguration")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnProperty("lethe.internal.port")
@ConditionalOnBean(RestoreStep.class)
public class RestoreConfiguration {

    @Bean
    RestoreController restoreController(List<RestoreStep> steps, ObjectProvider<OperatorWitness> witness) {
        return new RestoreController(steps, witness.getIfAvailable(() -> OperatorWitness.NONE));
    }
}
