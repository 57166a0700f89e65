@NullMarked
package dev.lethe.platform.ledger;

import org.jspecify.annotations.NullMarked;
