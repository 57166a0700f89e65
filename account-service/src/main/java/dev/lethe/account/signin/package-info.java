/// Codes in, sessions out. A number that nobody has becomes an account.
@NullMarked
package dev.lethe.account.signin;

import org.jspecify.annotations.NullMarked;
