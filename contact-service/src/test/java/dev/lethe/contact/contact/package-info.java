/// Contacts, over HTTP.
@NullMarked
package dev.lethe.contact.contact;

import org.jspecify.annotations.NullMarked;
