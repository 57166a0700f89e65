/// The live streams of a replica: who is woken when something happens, here and at other replicas, and what each is told.
@NullMarked
package dev.lethe.message.stream;

import org.jspecify.annotations.NullMarked;
