/// An owner's contacts: synced in batches under a budget, listed, deleted; number, first and last name and nothing else.
@NullMarked
package dev.lethe.contact.contact;

import org.jspecify.annotations.NullMarked;
