/// Which number has which account, so that contacts match accounts.
@NullMarked
package dev.lethe.contact.directory;

import org.jspecify.annotations.NullMarked;
