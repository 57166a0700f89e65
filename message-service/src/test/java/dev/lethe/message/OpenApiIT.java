package dev.lethe.message;

import dev.lethe.test.LetheTest;
import dev.lethe.test.rules.OpenApiContract;

@LetheTest
class OpenApiIT extends OpenApiContract {}
