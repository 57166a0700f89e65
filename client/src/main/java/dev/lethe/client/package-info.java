/// The Java SDK: sign in through the gateway and use a session that renews its tokens and waits out short
/// outages. What is not wrapped here is in the generated classes, through `LetheSession.api`.
@NullMarked
package dev.lethe.client;

import org.jspecify.annotations.NullMarked;
