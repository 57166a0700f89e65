@NullMarked
package dev.lethe.message.notice;

import org.jspecify.annotations.NullMarked;
