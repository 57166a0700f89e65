@NullMarked
package dev.lethe.client.receipt;

import org.jspecify.annotations.NullMarked;
