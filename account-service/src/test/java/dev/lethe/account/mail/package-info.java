@NullMarked
package dev.lethe.account.mail;

import org.jspecify.annotations.NullMarked;
