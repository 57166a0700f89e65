package dev.lethe.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;

/// One service on a real PostgreSQL and a real Kafka, with throw-away keys, keyholders in memory,
/// a clock that tests move and a fake authority. Listens on a random port and on an internal door.
///
/// Test classes of a service share one context and thus one database, so each makes subjects of its own.
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = SuiteInitializer.class)
@ImportAutoConfiguration(SuiteConfiguration.class)
public @interface LetheTest {}
