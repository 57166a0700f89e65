/// How a service says no: RFC 9457 problems with a stable code, and nothing of the input in them.
@NullMarked
package dev.lethe.platform.problem;

import org.jspecify.annotations.NullMarked;
