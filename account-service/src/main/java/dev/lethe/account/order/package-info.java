/// The end of an account whose owner lost number and device: one operator asks, another one confirms, and the owner has a week
/// to stop it.
@NullMarked
package dev.lethe.account.order;

import org.jspecify.annotations.NullMarked;
