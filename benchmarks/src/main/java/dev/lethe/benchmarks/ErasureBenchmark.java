package dev.lethe.benchmarks;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

import dev.lethe.client.LetheSession;
import dev.lethe.client.Messages;
import dev.lethe.client.MyAccount.DeletionScope;

/// The end of an account with a long history, from its confirmation until the last row is gone; beside one `delete`
/// statement over as many rows of the same table.
final class ErasureBenchmark implements Benchmarks.Benchmark {

    private static final int ROWS = 200_000;
    private static final String ERASURE = "erasure";
    private static final String RAW = "one delete statement";
    private static final String ROWS_A_SECOND = "rows per second";
    private static final Pattern CODE = Pattern.compile("\\b(\\d{6})\\b");

    @Override
    public void run(Plan plan) throws Exception {
        var report = new Report(ERASURE, "The end of an account with 200,000 messages", ROWS_A_SECOND, plan);
        var results = new Results();
        try (var rig = Rig.start()) {
            var crowd = Crowd.of(2, rig);
            for (var run = 1; run <= plan.runs() + 1; run++) {
                var seconds = erase(rig, crowd, "+4915130%06d".formatted(run), plan.duration());
                var raw = delete(rig, crowd.ids().getFirst(), crowd);
                // the first one warms up
                if (run > 1) {
                    results.add(sample(ERASURE, run - 1, seconds));
                    results.add(sample(RAW, run - 1, raw));
                }
            }
        }
        report.hold("rows per second, of one delete statement's", results.ratio(ROWS_A_SECOND, ERASURE, RAW),
                "≥ 0.2 (0.5)");
        report.write(results);
    }

    private static Sample sample(String contender, int run, double seconds) {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put(ROWS_A_SECOND, ROWS / seconds);
        figures.put("seconds", seconds);
        return new Sample(contender, run, figures);
    }

    private static double erase(Rig rig, Crowd crowd, String number, Duration patience) throws Exception {
        var session = crowd.signIn(number);
        fill(rig, session.accountId(), crowd, session.accessToken());
        var request = session.account().requestDeletion();
        var code = code(rig, session, number, request.delivery());
        rig.settle();
        var begin = System.nanoTime();
        session.account().confirmDeletion(request.requestId(), code, DeletionScope.OWN_COPIES);
        awaitEmptied(rig, session.accountId(), begin + patience.toNanos());
        var seconds = (System.nanoTime() - begin) / 1e9;
        var left = rig.count("select count(*) from message where owner_id = '" + session.accountId() + "'");
        if (left > 0) {
            throw new IllegalStateException(left + " rows are left");
        }
        return seconds;
    }

    /// Asks for the service's own note of it, over one connection: to look for the rows themselves again and again would
    /// take more time than to delete them.
    private static void awaitEmptied(Rig rig, UUID owner, long until) throws Exception {
        try (var connection = rig.database("message");
                var question = connection.prepareStatement("""
                        select exists (select 1 from erasure_work where subject = ? and emptied_at is not null)
                            or exists (select 1 from mailbox where id = ? and erasure_done)
                        """)) {
            question.setObject(1, owner);
            question.setObject(2, owner);
            while (!isTrue(question)) {
                if (System.nanoTime() > until) {
                    throw new IllegalStateException("the rows are not gone in time");
                }
                LockSupport.parkNanos(10_000_000);
            }
        }
    }

    private static boolean isTrue(PreparedStatement question) throws SQLException {
        try (var row = question.executeQuery()) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private static double delete(Rig rig, UUID owner, Crowd crowd) throws Exception {
        fill(rig, owner, crowd, crowd.access(0));
        rig.settle();
        var begin = System.nanoTime();
        rig.execute("delete from message where owner_id = '" + owner + "' and seq < 0");
        return (System.nanoTime() - begin) / 1e9;
    }

    private static void fill(Rig rig, UUID owner, Crowd crowd, String access) throws Exception {
        crowd.renew();
        var file = crowd.file().resolveSibling("sender");
        var token = owner.equals(crowd.ids().getFirst()) ? crowd.access(0) : access;
        java.nio.file.Files.writeString(file, owner + " " + token + "\n");
        var load = new Load("send.lua", 1,
                Map.of("PEOPLE", file.toString(), "GROUP", crowd.ids().getLast().toString()));
        load.run(rig.service(), Duration.ofSeconds(1));
        Filling.history(rig, owner, ROWS);
    }

    private static String code(Rig rig, LetheSession session, String number, String delivery) {
        for (var attempt = 0; attempt < 600; attempt++) {
            var text = delivery.equals("app") ? notice(session)
                    : rig.suite().smsInbox().messagesTo(number).getLast().text();
            var code = CODE.matcher(text);
            if (code.find()) {
                return code.group(1);
            }
            LockSupport.parkNanos(100_000_000);
        }
        throw new IllegalStateException("no code came");
    }

    private static String notice(LetheSession session) {
        try {
            return session.messages().history(Messages.SERVICE_CHAT).messages().stream()
                    .filter(it -> it.notice() != null && it.notice().kind().equalsIgnoreCase("deletion-code"))
                    .map(it -> String.valueOf(it.text())).findFirst().orElse("");
        } catch (dev.lethe.client.ProblemException _) {
            return "";
        }
    }
}
