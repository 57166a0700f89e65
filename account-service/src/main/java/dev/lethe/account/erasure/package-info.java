/// The end of an account: asked for, confirmed, executed once, witnessed by everyone, and told by a signed receipt.
@NullMarked
package dev.lethe.account.erasure;

import org.jspecify.annotations.NullMarked;
