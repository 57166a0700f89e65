/// What every call of the API keeps, whoever sends whatever: made from the documents, so that a new call is covered on the
/// day it is documented.
@NullMarked
package dev.lethe.endtoend.gate;

import org.jspecify.annotations.NullMarked;
