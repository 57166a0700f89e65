package dev.lethe.account.order;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import dev.lethe.account.deletion.OrderedDeletion;
import dev.lethe.account.order.ErasureOrders.Row;
import dev.lethe.account.profile.LivingAccounts;
import dev.lethe.account.sms.SmsDelivery;
import dev.lethe.account.sms.SmsSending;
import dev.lethe.platform.caller.ServingGate;
import dev.lethe.platform.number.PhoneNumber;
import dev.lethe.platform.vault.KeyDestroyedException;
import dev.lethe.platform.vault.Reader;
import dev.lethe.platform.vault.Vault;

/// Tells the number of an account by one text that operators ordered its end. While the gateway refuses it is tried again, as
/// long as the account waits.
@Component
class OwnerTexts {

    private static final Logger LOG = LoggerFactory.getLogger(OwnerTexts.class);
    private static final Duration PAUSE = Duration.ofMinutes(10);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

    private final ErasureOrders orders;
    private final OrderedDeletion deletion;
    private final LivingAccounts accounts;
    private final Vault vault;
    private final SmsSending sms;
    private final List<ServingGate> gates;
    private final Clock clock;

    OwnerTexts(ErasureOrders orders, OrderedDeletion deletion, LivingAccounts accounts, Vault vault, SmsSending sms,
            List<ServingGate> gates, Clock clock) {
        this.orders = orders;
        this.deletion = deletion;
        this.accounts = accounts;
        this.vault = vault;
        this.sms = sms;
        this.gates = List.copyOf(gates);
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT3S")
    void send() {
        if (gates.stream().allMatch(ServingGate::isOpen)) {
            Instant now = clock.instant();
            orders.takeOwedTexts(now.minus(PAUSE), now).forEach(this::attempt);
        }
    }

    private void attempt(Row order) {
        try {
            Optional<Instant> executesAt = deletion.of(order.id()).map(OrderedDeletion.Scheduled::executesAt);
            Optional<PhoneNumber> number = accounts.number(order.accountId(),
                    vault.key(order.accountId(), Reader.ACCOUNT));
            if (executesAt.isEmpty() || number.isEmpty() || isTaken(order, number.get(), text(executesAt.get()))) {
                orders.textDone(order.id());
            }
        } catch (KeyDestroyedException _) {
            orders.textDone(order.id());
        } catch (RuntimeException e) {
            LOG.warn("a text to the owner of an account that is to end waits: {}", e.getClass().getSimpleName());
        }
    }

    private boolean isTaken(Row order, PhoneNumber number, String text) {
        return sms.sendOnce("erasure-order|" + order.id(), number, text) instanceof SmsDelivery.Taken;
    }

    private static String text(Instant executesAt) {
        return "Operators of Lethe were asked to delete your account. It goes on "
                + DAY.format(LocalDate.ofInstant(executesAt, ZoneOffset.UTC))
                + ". If you do not want that, open Lethe and stop it.";
    }
}
