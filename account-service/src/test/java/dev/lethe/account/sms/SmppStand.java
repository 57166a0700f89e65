package dev.lethe.account.sms;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

import javax.net.ssl.SSLContext;

import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.BroadcastSm;
import org.jsmpp.bean.CancelBroadcastSm;
import org.jsmpp.bean.CancelSm;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.EnquireLink;
import org.jsmpp.bean.GeneralDataCoding;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.QueryBroadcastSm;
import org.jsmpp.bean.QuerySm;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.ReplaceSm;
import org.jsmpp.bean.SubmitMulti;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.extra.SessionState;
import org.jsmpp.session.BroadcastSmResult;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.QueryBroadcastSmResult;
import org.jsmpp.session.QuerySmResult;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.SMPPServerSessionListener;
import org.jsmpp.session.ServerMessageReceiverListener;
import org.jsmpp.session.Session;
import org.jsmpp.session.SubmitMultiResult;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.session.connection.ServerConnection;
import org.jsmpp.session.connection.ServerConnectionFactory;
import org.jsmpp.session.connection.socket.ServerSocketConnection;
import org.jsmpp.session.connection.socket.ServerSocketConnectionFactory;
import org.jsmpp.util.MessageId;
import org.jspecify.annotations.Nullable;

/// A message centre made of jsmpp's own server side. It keeps texts as they came, in parts.
final class SmppStand implements SmsPeer, ServerMessageReceiverListener {

    static final String PASSWORD = "s3cret";

    final List<SubmitSm> submitted = new CopyOnWriteArrayList<>();
    final List<SMPPServerSession> lines = new CopyOnWriteArrayList<>();
    final List<String> beats = new CopyOnWriteArrayList<>();
    private final SmppTexts texts = new SmppTexts();
    private final AtomicInteger ids = new AtomicInteger();
    private final @Nullable SSLContext tls;
    private final int port;
    private volatile SMPPServerSessionListener door;
    private volatile int status;
    private final AtomicInteger room = new AtomicInteger(Integer.MAX_VALUE);

    SmppStand(@Nullable SSLContext tls) {
        this.tls = tls;
        this.port = freePort();
        this.door = listen();
    }

    int port() {
        return port;
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SMPPServerSessionListener listen() {
        try {
            var listener = new SMPPServerSessionListener(port,
                    tls == null ? new ServerSocketConnectionFactory() : new SecretDoor(tls));
            listener.setMessageReceiverListener(this);
            Thread.ofVirtual().start(() -> serve(listener));
            return listener;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(SMPPServerSessionListener listener) {
        while (true) {
            try {
                SMPPServerSession line = listener.accept();
                Thread.ofVirtual().start(() -> admit(line));
            } catch (IOException _) {
                return;
            }
        }
    }

    private void admit(SMPPServerSession line) {
        try {
            var request = line.waitForBind(Duration.ofSeconds(5).toMillis());
            if (request.getPassword().equals(PASSWORD)) {
                request.accept("stand");
                lines.add(line);
            } else {
                request.reject(SMPPConstant.STAT_ESME_RINVPASWD);
            }
        } catch (IOException | TimeoutException | PDUStringException | IllegalStateException _) {
            line.close();
        }
    }

    /// Tells what became of a text, as most centres do.
    void tells(String stat) {
        deliver(new ESMClass(SMPPConstant.ESMCLS_SMSC_DELIV_RECEIPT), "id:1 sub:001 dlvrd:001 submit date:2611301200 "
                + "done date:2611301201 stat:" + stat + " err:000 text:Lethe code: 90");
    }

    /// Passes a message of a person on.
    void repeats(String text) {
        deliver(new ESMClass(), text);
    }

    /// Tells it by number.
    void tells(byte state) {
        deliver(new ESMClass(SMPPConstant.ESMCLS_SMSC_DELIV_RECEIPT), "", new OptionalParameter.Message_state(state));
    }

    private void deliver(ESMClass kind, String text, OptionalParameter... more) {
        try {
            lines.getLast().deliverShortMessage("", TypeOfNumber.INTERNATIONAL, NumberingPlanIndicator.ISDN,
                    "4915112345678", TypeOfNumber.UNKNOWN, NumberingPlanIndicator.UNKNOWN, "Lethe", kind, (byte) 0,
                    (byte) 0, new RegisteredDelivery(), GeneralDataCoding.DEFAULT,
                    text.getBytes(StandardCharsets.US_ASCII), more);
        } catch (PDUException | ResponseTimeoutException | InvalidResponseException | NegativeResponseException
                | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public List<Taken> taken() {
        return texts.whole();
    }

    @Override
    public void takes() {
        room.set(Integer.MAX_VALUE);
        status = SMPPConstant.STAT_ESME_ROK;
    }

    /// Takes so many parts, and then wants no more for now.
    void takesParts(int parts) {
        room.set(parts);
    }

    /// Answers with this status from now on.
    void answers(int answer) {
        status = answer;
    }

    @Override
    public void refuses() {
        status = SMPPConstant.STAT_ESME_RINVDSTADR;
    }

    @Override
    public void throttles() {
        status = SMPPConstant.STAT_ESME_RTHROTTLED;
    }

    @Override
    public void goesAway() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        lines.forEach(SMPPServerSession::close);
    }

    @Override
    public void comesBack() {
        door = listen();
    }

    /// Whether anybody is bound.
    boolean isBound() { return lines.stream().anyMatch(it -> it.getSessionState() == SessionState.BOUND_TRX); }

    @Override
    public void close() {
        goesAway();
    }

    @Override
    public SubmitSmResult onAcceptSubmitSm(SubmitSm text, SMPPServerSession line) throws ProcessRequestException {
        if (status != SMPPConstant.STAT_ESME_ROK) {
            throw new ProcessRequestException("not now", status);
        }
        if (room.getAndDecrement() <= 0) {
            throw new ProcessRequestException("full", SMPPConstant.STAT_ESME_RTHROTTLED);
        }
        submitted.add(text);
        texts.add("+" + text.getDestAddress(), text.getShortMessage(), text.isUdhi(), text.getDataCoding() == 8);
        return new SubmitSmResult(id(), new OptionalParameter[0]);
    }

    private MessageId id() {
        try {
            return new MessageId(String.valueOf(ids.incrementAndGet()));
        } catch (PDUStringException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void onAcceptEnquireLink(EnquireLink beat, Session source) {
        beats.add("beat");
    }

    @Override
    public SubmitMultiResult onAcceptSubmitMulti(SubmitMulti message, SMPPServerSession line) {
        throw new UnsupportedOperationException();
    }

    @Override
    public QuerySmResult onAcceptQuerySm(QuerySm message, SMPPServerSession line) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void onAcceptReplaceSm(ReplaceSm message, SMPPServerSession line) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void onAcceptCancelSm(CancelSm message, SMPPServerSession line) {
        throw new UnsupportedOperationException();
    }

    @Override
    public BroadcastSmResult onAcceptBroadcastSm(BroadcastSm message, SMPPServerSession line) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void onAcceptCancelBroadcastSm(CancelBroadcastSm message, SMPPServerSession line) {
        throw new UnsupportedOperationException();
    }

    @Override
    public QueryBroadcastSmResult onAcceptQueryBroadcastSm(QueryBroadcastSm message, SMPPServerSession line) {
        throw new UnsupportedOperationException();
    }

    @Override
    public DataSmResult onAcceptDataSm(DataSm message, Session source) {
        throw new UnsupportedOperationException();
    }

    private record SecretDoor(SSLContext tls) implements ServerConnectionFactory {

        @Override
        public ServerConnection listen(int port) throws IOException {
            return new ServerSocketConnection(tls.getServerSocketFactory().createServerSocket(port));
        }

        @Override
        public ServerConnection listen(int port, int timeout) throws IOException {
            return listen(port);
        }

        @Override
        public ServerConnection listen(int port, int timeout, int backlog) throws IOException {
            return listen(port);
        }
    }
}
