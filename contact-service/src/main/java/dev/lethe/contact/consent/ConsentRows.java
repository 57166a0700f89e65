package dev.lethe.contact.consent;

import java.util.UUID;

import org.springframework.data.repository.CrudRepository;

interface ConsentRows extends CrudRepository<Consent, UUID> {}
