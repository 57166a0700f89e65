/// Events arrive exactly as often as their effect commits: positions live beside the effect.
@NullMarked
package dev.lethe.platform.inbox;

import org.jspecify.annotations.NullMarked;
