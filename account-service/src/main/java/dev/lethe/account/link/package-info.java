/// A device is let in by another one of the same account: the new one shows a code, the old one approves.
@NullMarked
package dev.lethe.account.link;

import org.jspecify.annotations.NullMarked;
