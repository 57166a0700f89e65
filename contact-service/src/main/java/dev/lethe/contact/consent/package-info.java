/// Consent to keep contacts: recorded before the first one is accepted.
@NullMarked
package dev.lethe.contact.consent;

import org.jspecify.annotations.NullMarked;
