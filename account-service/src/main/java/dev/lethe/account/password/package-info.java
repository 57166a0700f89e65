/// The password beside the code (two-step verification): how it is set, judged and removed. Every try is counted for the
/// account before anything is hashed.
@NullMarked
package dev.lethe.account.password;

import org.jspecify.annotations.NullMarked;
