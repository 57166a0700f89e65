@NullMarked
package dev.lethe.message.erasure;

import org.jspecify.annotations.NullMarked;
