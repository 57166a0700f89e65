package dev.lethe.media;

import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

import dev.lethe.test.LetheTest;
import dev.lethe.test.rules.OpenApiContract;

@LetheTest
@Import(MediaSuite.class)
@TestPropertySource(properties = "lethe.file.max-size=1MB")
class OpenApiIT extends OpenApiContract {}
