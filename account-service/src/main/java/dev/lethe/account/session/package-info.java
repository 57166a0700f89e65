/// Signed-in devices: access and refresh tokens, the list a person sees, and how a session ends.
@NullMarked
package dev.lethe.account.session;

import org.jspecify.annotations.NullMarked;
