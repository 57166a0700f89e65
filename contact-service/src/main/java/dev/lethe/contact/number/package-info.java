/// How phone numbers are found without standing anywhere in clear.
@NullMarked
package dev.lethe.contact.number;

import org.jspecify.annotations.NullMarked;
