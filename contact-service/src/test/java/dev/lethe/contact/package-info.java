/// What contact-service claims, on real stores.
@NullMarked
package dev.lethe.contact;

import org.jspecify.annotations.NullMarked;
