package dev.lethe.account.profile;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.LockModeType;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

interface Accounts extends JpaRepository<Account, UUID> {

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select a from Account a where a.id = :id")
    Optional<Account> lock(UUID id);

    /// Ids only, so that nothing is loaded.
    @Query(nativeQuery = true,
            value = "select id from account where id in (:ids) and state = 'LIVE' for update skip locked")
    List<UUID> lockFree(Collection<UUID> ids);
}
