/// From a submitted message to everyone's own copy of it: one commit for all copies, once however
/// often it is submitted.
@NullMarked
package dev.lethe.message.sending;

import org.jspecify.annotations.NullMarked;
