package dev.lethe.account.sms;

import java.util.Locale;

import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.Session;
import org.jsmpp.util.DeliveryReceiptState;
import org.jsmpp.util.InvalidDeliveryReceiptException;

import io.micrometer.core.instrument.MeterRegistry;

/// Takes what the provider tells of texts, and counts it. Which text it is about is not looked at; what people write back is
/// dropped unread.
final class SmppReceipts implements MessageReceiverListener {

    static final String METRIC = "lethe.sms.receipts";

    private final MeterRegistry meters;

    SmppReceipts(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public void onAcceptDeliverSm(DeliverSm message) {
        meters.counter(METRIC, "state", message.isSmscDeliveryReceipt() ? state(message) : "reply").increment();
    }

    private static String state(DeliverSm receipt) {
        try {
            var told = receipt.getOptionalParameter(OptionalParameter.Message_state.class);
            return name(told == null ? receipt.getShortMessageAsDeliveryReceipt().getFinalStatus()
                    : DeliveryReceiptState.valueOf(told.getValue() - 1));
        } catch (InvalidDeliveryReceiptException | RuntimeException _) {
            return "unreadable";
        }
    }

    private static String name(DeliveryReceiptState state) {
        return switch (state) {
            case DELIVRD -> "delivered";
            case UNDELIV -> "undeliverable";
            case ACCEPTD -> "accepted";
            case REJECTD -> "rejected";
            case ENROUTE, EXPIRED, DELETED, UNKNOWN -> state.name().toLowerCase(Locale.ROOT);
        };
    }

    @Override
    public DataSmResult onAcceptDataSm(DataSm message, Session source) throws ProcessRequestException {
        throw new ProcessRequestException("not taken", SMPPConstant.STAT_ESME_RINVCMDID);
    }

    @Override
    public void onAcceptAlertNotification(AlertNotification notification) {
        meters.counter(METRIC, "state", "alert").increment();
    }
}
