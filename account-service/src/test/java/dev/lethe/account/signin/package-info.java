/// Claims about what sign-in is set to.
@NullMarked
package dev.lethe.account.signin;

import org.jspecify.annotations.NullMarked;
