/// Answers that anyone can check: Ed25519 keys of services, certified by one offline suite key.
@NullMarked
package dev.lethe.platform.signature;

import org.jspecify.annotations.NullMarked;
