@NullMarked
package dev.lethe.account.admission;

import org.jspecify.annotations.NullMarked;
