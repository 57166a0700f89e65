package dev.lethe.account;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

import dev.lethe.test.LetheTest;

/// account-service with a text inbox in memory, and people who use it.
@LetheTest
@TestPropertySource(properties = {"lethe.sign-in.codes-an-hour.network=6", "lethe.sign-in.codes-an-hour.block=8",
    "lethe.sign-in.codes-an-hour.all=300", "lethe.self-destruct.introduced-on=2020-01-01",
    "lethe.self-destruct.every=PT24H"})
@Import({TextInbox.class, MailStand.class, People.class, WitnessStand.class, NoticeReader.class, VetoReader.class})
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface AccountTest {}
