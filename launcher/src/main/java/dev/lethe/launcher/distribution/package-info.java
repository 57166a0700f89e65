/// The built programs, unpacked so that they start fast: one jar each beside its libraries, and an AOT cache.
@NullMarked
package dev.lethe.launcher.distribution;

import org.jspecify.annotations.NullMarked;
