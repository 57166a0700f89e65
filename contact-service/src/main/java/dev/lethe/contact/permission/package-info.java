/// Who may reach whom: what an owner allows others to do with their account.
@NullMarked
package dev.lethe.contact.permission;

import org.jspecify.annotations.NullMarked;
