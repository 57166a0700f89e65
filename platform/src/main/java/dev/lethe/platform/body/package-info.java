/// Bodies that may be long: how slowly they may come.
@NullMarked
package dev.lethe.platform.body;

import org.jspecify.annotations.NullMarked;
