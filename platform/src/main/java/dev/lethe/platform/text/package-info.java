/// The one rule for text that is stored: how its characters are counted, and which of them it may hold. And the one
/// form of what is base64.
@NullMarked
package dev.lethe.platform.text;

import org.jspecify.annotations.NullMarked;
