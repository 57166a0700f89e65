/// Claims about what notices need.
@NullMarked
package dev.lethe.account.notice;

import org.jspecify.annotations.NullMarked;
