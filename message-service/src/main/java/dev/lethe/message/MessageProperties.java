package dev.lethe.message;

import java.time.Duration;

import jakarta.validation.constraints.Positive;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/// How long things are kept and how much is taken at once.
///
/// @param updateRetention   how long devices can catch up before they are told to start anew
/// @param clientIdRetention how long a retry of a send is recognised
/// @param noticeRetention   how long a notice's id is kept; longer than its topic, so that a replay is recognised
/// @param largestImport     the size up to which an export is read
/// @param abandonedAfter    after how long without progress an import counts as broken off
/// @param importRetention   how long what an upload brought waits for the rest, and the result of an import is kept
/// @param deletionForBoth   how old a message may be to be deleted for both: a duration, `unlimited` or `never`
/// @param editWindow        how old a message may be to be edited, in the same words
/// @param copiesAMinute     how many copies somebody may have written in a minute, in all mailboxes
/// @param largestHistory    how many messages an account holds at most for an import to add any
@Validated
@ConfigurationProperties("lethe.message")
public record MessageProperties(@DefaultValue("30d") Duration updateRetention,
        @DefaultValue("24h") Duration clientIdRetention, @DefaultValue("8d") Duration noticeRetention,
        @DefaultValue("2GB") DataSize largestImport, @DefaultValue("60s") Duration abandonedAfter,
        @DefaultValue("24h") Duration importRetention, @DefaultValue("48h") AgeLimit deletionForBoth,
        @DefaultValue("48h") AgeLimit editWindow, @DefaultValue("60000") int copiesAMinute,
        @DefaultValue("10000000") @Positive long largestHistory) {}
