/// Named places where a test may kill the process, as a power cut would.
@NullMarked
package dev.lethe.platform.failpoint;

import org.jspecify.annotations.NullMarked;
