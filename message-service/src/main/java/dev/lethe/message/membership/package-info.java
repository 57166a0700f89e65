/// Who is in which group: from which message to which, in which role. It decides whom a message
/// reaches, and it knows ids only.
@NullMarked
package dev.lethe.message.membership;

import org.jspecify.annotations.NullMarked;
