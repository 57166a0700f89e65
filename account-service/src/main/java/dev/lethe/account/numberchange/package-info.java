/// An account moves to another number: both are proven by codes, nobody is told anew, and the limits of the old one stay.
@NullMarked
package dev.lethe.account.numberchange;

import org.jspecify.annotations.NullMarked;
