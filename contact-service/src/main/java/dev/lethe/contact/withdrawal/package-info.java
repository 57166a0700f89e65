/// Withdrawn consent wipes what it had allowed. A capability of its own since it needs both consent and contacts.
@NullMarked
package dev.lethe.contact.withdrawal;

import org.jspecify.annotations.NullMarked;
