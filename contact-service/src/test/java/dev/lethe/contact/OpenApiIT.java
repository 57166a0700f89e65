package dev.lethe.contact;

import org.springframework.context.annotation.Import;

import dev.lethe.test.LetheTest;
import dev.lethe.test.rules.OpenApiContract;

@LetheTest
@Import(ContactSuite.class)
class OpenApiIT extends OpenApiContract {}
