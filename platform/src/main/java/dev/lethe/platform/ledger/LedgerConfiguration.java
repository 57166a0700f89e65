package dev.lethe.platform.ledger;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Import;

import dev.lethe.platform.internal.InternalConfiguration;

/// Offers this service's copy of the ledger at its internal door, if it has one.
@AutoConfiguration(after = InternalConfiguration.class, afterName = "dev.lethe.platform.erasure.ErasureConfiguration")
@ConditionalOnBean(LedgerCopy.class)
@Import(LedgerController.class)
public class LedgerConfiguration {}
