/// What every service must refuse from now on, numbered so that nobody can miss an entry.
@NullMarked
package dev.lethe.account.revocation;

import org.jspecify.annotations.NullMarked;
