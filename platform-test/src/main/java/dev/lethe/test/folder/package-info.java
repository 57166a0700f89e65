/// Folders of a test process.
@NullMarked
package dev.lethe.test.folder;

import org.jspecify.annotations.NullMarked;
