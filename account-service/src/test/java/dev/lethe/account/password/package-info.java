@NullMarked
package dev.lethe.account.password;

import org.jspecify.annotations.NullMarked;
