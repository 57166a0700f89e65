/// What every service has.
@NullMarked
package dev.lethe.platform.configuration;

import org.jspecify.annotations.NullMarked;
