@NullMarked
package dev.lethe.contact.permission;

import org.jspecify.annotations.NullMarked;
