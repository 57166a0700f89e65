/// A password that its owner forgot goes after a week in which every device was told and none refused.
@NullMarked
package dev.lethe.account.forgotten;

import org.jspecify.annotations.NullMarked;
