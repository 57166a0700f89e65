/// A service's database, brought to the form that its release expects, by a program of its own.
@NullMarked
package dev.lethe.platform.migration;

import org.jspecify.annotations.NullMarked;
