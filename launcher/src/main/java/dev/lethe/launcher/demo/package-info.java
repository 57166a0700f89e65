/// The story that `./lethe demo` plays: two people meet, talk, forget, and one of them leaves for good. It uses the
/// public API alone, as any app would.
@NullMarked
package dev.lethe.launcher.demo;

import org.jspecify.annotations.NullMarked;
