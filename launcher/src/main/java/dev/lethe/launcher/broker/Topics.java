package dev.lethe.launcher.broker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/// The suite's topics on one machine. Nothing else makes topics, so a misspelt name fails instead of filling one
/// that nobody cleans.
public final class Topics {

    private static final int PARTITIONS = 4;
    private static final Duration WEEK = Duration.ofDays(7);

    private Topics() {
    }

    /// Makes those that are not there; the others stay as they are.
    public static void createMissing(Admin broker) throws ExecutionException, InterruptedException {
        var present = broker.listTopics().names().get();
        broker.createTopics(all().stream().filter(topic -> !present.contains(topic.name())).toList()).all().get();
    }

    public static List<NewTopic> all() {
        var topics = new ArrayList<NewTopic>();
        topics.add(durable(topic("lethe.account.v1", Long.toString(WEEK.toMillis()))));
        // Erasures are remembered for ever: a restored copy learns from here what it must forget.
        topics.add(durable(topic("lethe.erasure-ledger.v1", "-1")));
        topics.add(topic("lethe.erasure-answer.v1", Long.toString(WEEK.toMillis())));
        topics.add(topic("lethe.deletion.v1", Long.toString(Duration.ofDays(42).toMillis())));
        topics.add(topic("lethe.contact.v1", Long.toString(WEEK.toMillis())));
        topics.add(topic("lethe.media.v1", Long.toString(WEEK.toMillis())));
        topics.add(topic("lethe.notice.v1", Long.toString(WEEK.toMillis())));
        topics.add(brief(topic("lethe.mailbox-advanced.v1", Long.toString(Duration.ofMinutes(5).toMillis()))));
        return topics;
    }

    private static NewTopic topic(String name, String retention) {
        return new NewTopic(name, PARTITIONS, (short) 1)
                .configs(Map.of("cleanup.policy", "delete", "retention.ms", retention, "retention.bytes", "-1"));
    }

    // What is kept for minutes must also be cut into segments of minutes, for only whole ones are deleted.
    private static NewTopic brief(NewTopic topic) {
        var settings = new java.util.HashMap<>(topic.configs());
        settings.put("segment.ms", settings.getOrDefault("retention.ms", "300000"));
        return topic.configs(settings);
    }

    private static NewTopic durable(NewTopic topic) {
        var settings = new java.util.HashMap<>(topic.configs());
        settings.put("flush.messages", "1");
        return topic.configs(settings);
    }
}
