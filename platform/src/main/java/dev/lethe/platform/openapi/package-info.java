/// The part of every service's OpenAPI document that is the same: its door, its tokens, its problems.
@NullMarked
package dev.lethe.platform.openapi;

import org.jspecify.annotations.NullMarked;
