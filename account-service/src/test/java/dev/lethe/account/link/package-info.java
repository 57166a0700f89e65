@NullMarked
package dev.lethe.account.link;

import org.jspecify.annotations.NullMarked;
