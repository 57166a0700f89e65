/// What operators did: a log to which acts are only added, and which those can check whom it is about.
@NullMarked
package dev.lethe.account.operator;

import org.jspecify.annotations.NullMarked;
