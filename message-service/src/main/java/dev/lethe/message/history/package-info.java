/// The copies themselves: sealing and opening what they say, reading them page by page, and deleting
/// them. Deleting mine touches nobody else's.
@NullMarked
package dev.lethe.message.history;

import org.jspecify.annotations.NullMarked;
