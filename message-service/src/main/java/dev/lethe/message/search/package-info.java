/// Words in, messages out, nothing readable at rest: finds messages by keyed entries, and opens each one
/// before it is answered. The plan is fixed here, for the planner cannot know how often a word is used.
@NullMarked
package dev.lethe.message.search;

import org.jspecify.annotations.NullMarked;
