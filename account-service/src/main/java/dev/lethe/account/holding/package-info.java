/// What the whole suite holds about a person, for that person.
@NullMarked
package dev.lethe.account.holding;

import org.jspecify.annotations.NullMarked;
