package dev.lethe.account.order;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import io.swagger.v3.oas.annotations.Hidden;

import dev.lethe.account.deletion.OrderedDeletion;
import dev.lethe.account.order.ErasureOrders.Row;
import dev.lethe.platform.internal.AllowedPeers;
import dev.lethe.platform.internal.Peer;
import dev.lethe.platform.number.PhoneNumbers;

/// Lets two operators end the account of a number.
@Hidden
@RestController
@AllowedPeers("operator")
class ErasureOrderController {

    record NumberGiven(@NotBlank @Size(max = PhoneNumbers.LONGEST_WRITTEN) String number) {
        @Override
        public String toString() {
            return "NumberGiven[…]";
        }
    }

    /// @param confirmedAt when the second operator confirmed it
    record Order(UUID id, UUID account, String askedBy, Instant askedAt, Instant expiresAt,
            @Nullable Instant confirmedAt) {}

    record OrderList(List<Order> orders) {}

    /// @param receiptId and `salt` for the person who asked the operators
    record Confirmed(UUID receiptId, String salt, Instant executesAt) {}

    record Withdrawn(int withdrawn) {}

    private final ErasureOrdering ordering;

    ErasureOrderController(ErasureOrdering ordering) {
        this.ordering = ordering;
    }

    @PostMapping("/internal/v1/erasure-orders")
    @ResponseStatus(HttpStatus.CREATED)
    Order ask(@Valid @RequestBody NumberGiven given, Peer operator) {
        return order(ordering.ask(operator, given.number()));
    }

    @GetMapping("/internal/v1/erasure-orders")
    OrderList list() {
        return new OrderList(ordering.list().stream().map(ErasureOrderController::order).toList());
    }

    @PostMapping("/internal/v1/erasure-orders/{id}/confirmation")
    Confirmed confirm(@PathVariable UUID id, Peer operator) {
        OrderedDeletion.Scheduled scheduled = ordering.confirm(operator, id);
        return new Confirmed(scheduled.receiptId(), Base64.getEncoder().encodeToString(scheduled.salt()),
                scheduled.executesAt());
    }

    @DeleteMapping("/internal/v1/erasure-orders/{id}")
    Withdrawn withdraw(@PathVariable UUID id, Peer operator) {
        ordering.withdraw(operator, id);
        return new Withdrawn(1);
    }

    private static Order order(Row row) {
        return new Order(row.id(), row.accountId(), row.askedBy(), row.askedAt(), row.expiresAt(), row.confirmedAt());
    }
}
