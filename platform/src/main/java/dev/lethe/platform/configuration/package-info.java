/// What every service of the suite is configured with.
@NullMarked
package dev.lethe.platform.configuration;

import org.jspecify.annotations.NullMarked;
