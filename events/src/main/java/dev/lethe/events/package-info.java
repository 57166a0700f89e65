/// The published language of the suite: what happened, as records whose wire form is a promise.
/// Ids, times and enums only; the few values that must travel, travel sealed.
@NullMarked
package dev.lethe.events;

import org.jspecify.annotations.NullMarked;
