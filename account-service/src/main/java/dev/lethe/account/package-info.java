/// Who people are to the suite: sign-in, sessions, profile, and the end of an account.
@NullMarked
package dev.lethe.account;

import org.jspecify.annotations.NullMarked;
