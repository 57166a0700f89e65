package dev.lethe.account.session;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface Sessions extends JpaRepository<Session, UUID> {

    @Query("select s from Session s where s.accountId = :account order by s.startedAt, s.id")
    List<Session> of(UUID account);

    @Query("select s from Session s where s.id = :id and s.accountId = :account")
    Optional<Session> find(UUID account, UUID id);

    /// Reads one value and loads nothing, so that a later look under the account's lock is not answered from memory.
    @Query("select s.accountId from Session s where s.id = :id")
    Optional<UUID> accountOf(UUID id);

    /// Ids only, in their order, behind one of them.
    @Query("select s.id from Session s where s.startedAt <= :moment and s.id > :after order by s.id limit 500")
    List<UUID> startedUpTo(Instant moment, UUID after);
}
