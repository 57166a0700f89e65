/// On which day each account was used last, and which accounts nobody has used for as long as their owners chose.
@NullMarked
package dev.lethe.account.activity;

import org.jspecify.annotations.NullMarked;
