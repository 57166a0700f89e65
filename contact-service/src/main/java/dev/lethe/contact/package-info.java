/// People's contacts, kept only with their consent, and who of them is here.
@NullMarked
package dev.lethe.contact;

import org.jspecify.annotations.NullMarked;
