/// The residue scan: looks for known secrets in every byte that the suite leaves behind, in every usual encoding.
/// A scan that cannot find a planted secret fails, since a blind one would always be content.
@NullMarked
package dev.lethe.test.residue;

import org.jspecify.annotations.NullMarked;
