package dev.lethe.account.sms;

import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.TypeOfNumber;

/// From whom texts come, as SMPP wants it told.
record SmppSender(TypeOfNumber type, NumberingPlanIndicator plan, String address) {

    /// A number in international form, a short code, or a name; nothing for the provider's own.
    static SmppSender of(String written) {
        if (written.isBlank()) {
            return new SmppSender(TypeOfNumber.UNKNOWN, NumberingPlanIndicator.UNKNOWN, "");
        }
        if (written.matches("\\+[0-9]{4,15}")) {
            return new SmppSender(TypeOfNumber.INTERNATIONAL, NumberingPlanIndicator.ISDN, written.substring(1));
        }
        if (written.matches("[0-9]{3,8}")) {
            return new SmppSender(TypeOfNumber.NETWORK_SPECIFIC, NumberingPlanIndicator.UNKNOWN, written);
        }
        return new SmppSender(TypeOfNumber.ALPHANUMERIC, NumberingPlanIndicator.UNKNOWN, written);
    }
}
