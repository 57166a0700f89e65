/// Phone numbers: how people write them, how they are compared, and how they are found without standing anywhere in clear.
@NullMarked
package dev.lethe.contact.number;

import org.jspecify.annotations.NullMarked;
