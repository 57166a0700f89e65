package dev.lethe.account.sms;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.Alphabet;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.GSMSpecificFeature;
import org.jsmpp.bean.GeneralDataCoding;
import org.jsmpp.bean.MessageMode;
import org.jsmpp.bean.MessageType;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.SMSCDeliveryReceipt;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.SMPPSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/// Hands texts to an operator's provider by SMPP 3.4. A text that is tried again goes on behind the parts that were taken.
final class SmppSmsGateway implements SmsGateway, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SmppSmsGateway.class);
    /// SMPP names no pause.
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Set<Integer> FULL = Set.of(SMPPConstant.STAT_ESME_RTHROTTLED,
            SMPPConstant.STAT_ESME_RMSGQFUL);
    /// What no repetition mends. All else may be the provider's trouble.
    private static final Set<Integer> FOR_EVER = Set.of(SMPPConstant.STAT_ESME_RINVMSGLEN,
            SMPPConstant.STAT_ESME_RINVDSTADR, SMPPConstant.STAT_ESME_RX_P_APPN, SMPPConstant.STAT_ESME_RX_R_APPN);
    /// What is about the settings and no text, so that an operator can mend it.
    private static final Set<Integer> ABOUT_US = Set.of(SMPPConstant.STAT_ESME_RINVSRCADR,
            SMPPConstant.STAT_ESME_RINVSRCTON, SMPPConstant.STAT_ESME_RINVSRCNPI, SMPPConstant.STAT_ESME_RINVDSTTON,
            SMPPConstant.STAT_ESME_RINVDSTNPI, SMPPConstant.STAT_ESME_RINVESMCLASS);
    /// Of how many texts it is remembered at once which parts were taken.
    private static final int MOST_BEGUN = 1_000;

    private final SmppConnection connection;
    private final SmppSender sender;
    private final Semaphore window;
    private final Duration patience;
    /// How many parts were taken of texts that were not taken as a whole.
    private final Cache<UUID, Integer> begun = Caffeine.newBuilder().maximumSize(MOST_BEGUN)
            .expireAfterWrite(Duration.ofHours(1)).build();

    SmppSmsGateway(SmppConnection connection, SmsProperties.Smpp properties) {
        this.connection = connection;
        this.sender = SmppSender.of(properties.sender());
        this.window = new Semaphore(properties.window());
        this.patience = properties.patience();
        connection.open();
    }

    @Override
    public SmsDelivery send(Sms sms) {
        try {
            if (!window.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return SmsDelivery.Later.unsaid();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return SmsDelivery.Later.unsaid();
        }
        try {
            return connection.session().map(line -> send(line, sms)).orElseGet(SmsDelivery.Later::unsaid);
        } finally {
            window.release();
        }
    }

    private SmsDelivery send(SMPPSession line, Sms sms) {
        try {
            List<SmsPart> parts = SmsPart.of(sms.text(), sms.id().hashCode() & 0xFF);
            for (int part = begun.get(sms.id(), _ -> 0); part < parts.size(); part++) {
                submit(line, sms.to().e164().substring(1), parts.get(part));
                begun.put(sms.id(), part + 1);
            }
            begun.invalidate(sms.id());
            return new SmsDelivery.Taken();
        } catch (NegativeResponseException e) {
            return judge(e.getCommandStatus());
        } catch (PDUException | ResponseTimeoutException | InvalidResponseException | IOException e) {
            LOG.warn("a text waits for the SMPP gateway: {}", e.getClass().getSimpleName());
            return SmsDelivery.Later.unsaid();
        }
    }

    private void submit(SMPPSession line, String to, SmsPart part) throws PDUException, ResponseTimeoutException,
            InvalidResponseException, NegativeResponseException, IOException {
        var feature = part.isLong() ? GSMSpecificFeature.UDHI : GSMSpecificFeature.DEFAULT;
        var coding = part.isUnicode() ? new GeneralDataCoding(Alphabet.ALPHA_UCS2) : GeneralDataCoding.DEFAULT;
        line.submitShortMessage("", sender.type(), sender.plan(), sender.address(), TypeOfNumber.INTERNATIONAL,
                NumberingPlanIndicator.ISDN, to, new ESMClass(MessageMode.DEFAULT, MessageType.DEFAULT, feature),
                (byte) 0, (byte) 0, null, null, new RegisteredDelivery(SMSCDeliveryReceipt.SUCCESS_FAILURE), (byte) 0,
                coding, (byte) 0, part.bytes());
    }

    private static SmsDelivery judge(int status) {
        if (ABOUT_US.contains(status)) {
            LOG.error("texts wait for the SMPP gateway, which takes none with these settings: {}",
                    Integer.toHexString(status));
            return SmsDelivery.Later.unsaid();
        }
        LOG.warn("the SMPP gateway did not take a text: {}", Integer.toHexString(status));
        if (FULL.contains(status)) {
            return new SmsDelivery.Later(PAUSE);
        }
        return FOR_EVER.contains(status) ? new SmsDelivery.Refused() : SmsDelivery.Later.unsaid();
    }

    @Override
    public void close() {
        connection.close();
    }
}
