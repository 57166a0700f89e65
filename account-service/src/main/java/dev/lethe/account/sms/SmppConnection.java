package dev.lethe.account.sms;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

import org.jsmpp.bean.BindType;
import org.jsmpp.bean.InterfaceVersion;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.SessionState;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.connection.Connection;
import org.jsmpp.session.connection.socket.SocketConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps one bound line to the provider: tries a silent one, and opens a lost one anew, with longer and longer pauses while
/// that fails.
final class SmppConnection implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SmppConnection.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final SmsProperties.Smpp properties;
    private final String password;
    private final SSLContext trust;
    private final SmppReceipts receipts;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread keeper;
    private volatile @Nullable SMPPSession bound;

    SmppConnection(SmsProperties.Smpp properties, String password, SSLContext trust, SmppReceipts receipts) {
        this.properties = properties;
        this.password = password;
        this.trust = trust;
        this.receipts = receipts;
        this.keeper = Thread.ofVirtual().name("smpp").unstarted(this::keep);
    }

    void open() {
        keeper.start();
    }

    /// The line, while there is one.
    Optional<SMPPSession> session() {
        return Optional.ofNullable(bound);
    }

    private void keep() {
        try {
            Duration pause = FIRST_PAUSE;
            while (closed.getCount() > 0) {
                if (holdOne()) {
                    pause = FIRST_PAUSE;
                }
                long nanos = pause.toNanos();
                var _ = closed.await(nanos / 2 + ThreadLocalRandom.current().nextLong(nanos), TimeUnit.NANOSECONDS);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Returns when the line is lost; false when there was none.
    private boolean holdOne() throws InterruptedException {
        try {
            var session = new SMPPSession(this::connect);
            try {
                hold(session);
            } finally {
                bound = null;
                if (session.getSessionState().isNotClosed()) {
                    session.unbindAndClose();
                }
            }
            return true;
        } catch (IOException | RuntimeException e) {
            // whatever it is: without this thread no text leaves until a restart
            LOG.warn("the SMPP gateway cannot be bound: {}", e.getClass().getSimpleName());
            return false;
        }
    }

    private void hold(SMPPSession session) throws IOException, InterruptedException {
        var lost = new CountDownLatch(1);
        session.addSessionStateListener((state, _, _) -> {
            if (state == SessionState.CLOSED) {
                lost.countDown();
            }
        });
        bind(session);
        bound = session;
        LOG.info("the SMPP gateway is bound");
        lost.await();
        if (closed.getCount() > 0) {
            LOG.warn("the line to the SMPP gateway was lost");
        }
    }

    private void bind(SMPPSession session) throws IOException {
        session.setEnquireLinkTimer(Math.toIntExact(properties.heartbeat().toMillis()));
        session.setTransactionTimer(properties.patience().toMillis());
        session.setMessageReceiverListener(receipts);
        session.connectAndBind(properties.host(), properties.port(),
                new BindParameter(BindType.BIND_TRX, properties.user(), password, properties.systemType(),
                        TypeOfNumber.UNKNOWN, NumberingPlanIndicator.UNKNOWN, null, InterfaceVersion.IF_34),
                properties.patience().toMillis());
    }

    private Connection connect(String host, int port) throws IOException {
        var socket = new Socket();
        try {
            int patience = Math.toIntExact(properties.patience().toMillis());
            socket.connect(new InetSocketAddress(host, port), patience);
            if (properties.security() == SmsProperties.Security.NONE) {
                return new SocketConnection(socket);
            }
            socket.setSoTimeout(patience);
            var secret = (SSLSocket) trust.getSocketFactory().createSocket(socket, host, port, true);
            var rules = secret.getSSLParameters();
            rules.setEndpointIdentificationAlgorithm("HTTPS");
            rules.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
            secret.setSSLParameters(rules);
            secret.startHandshake();
            return new SocketConnection(secret);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    /// Says goodbye.
    @Override
    public void close() {
        closed.countDown();
        session().ifPresent(SMPPSession::unbindAndClose);
        keeper.interrupt();
    }
}
