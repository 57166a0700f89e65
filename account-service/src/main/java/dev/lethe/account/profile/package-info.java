/// The account itself: its state, its number, and the name its owner gave.
@NullMarked
package dev.lethe.account.profile;

import org.jspecify.annotations.NullMarked;
