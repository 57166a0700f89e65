package dev.lethe.launcher.suite;

import java.util.Locale;

/// Every port that the suite listens on, with its usual number. All are on loopback, but the gateway's where the setting
/// `address` says otherwise.
public enum Port {

    GATEWAY(8080), SMS_INBOX(18025), MAIL_INBOX(18026), SMTP(18027), POSTGRES(18032), KEYHOLDER_1_POSTGRES(18033),
    KEYHOLDER_2_POSTGRES(18034), KEYHOLDER_3_POSTGRES(18035), KAFKA(18042), KAFKA_CONTROLLER(18043),
    ACCOUNT_SERVICE(18051), MESSAGE_SERVICE(18052), CONTACT_SERVICE(18053), MEDIA_SERVICE(18054), KEYHOLDER_1(18055),
    KEYHOLDER_2(18056), KEYHOLDER_3(18057), ACCOUNT_SERVICE_INTERNAL(18061), MESSAGE_SERVICE_INTERNAL(18062),
    CONTACT_SERVICE_INTERNAL(18063), MEDIA_SERVICE_INTERNAL(18064), KEYHOLDER_1_INTERNAL(18065),
    KEYHOLDER_2_INTERNAL(18066), KEYHOLDER_3_INTERNAL(18067), GATEWAY_INTERNAL(18068);

    static final String BASE_SETTING = "port.base";
    static final String BASE_VARIABLE = "LETHE_PORT_BASE";
    private static final int USUAL_BASE = 18_000;

    private final int usual;

    Port(int usual) {
        this.usual = usual;
    }

    int usual() {
        return usual;
    }

    /// How far it is from `port.base`: the gateway has the base itself, the others follow within 68.
    int fromBase() {
        return this == GATEWAY ? 0 : usual - USUAL_BASE;
    }

    /// The name in `lethe.properties`: `port.sms-inbox`.
    String setting() {
        return "port." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The name in the environment: `LETHE_PORT_SMS_INBOX`.
    String variable() {
        return "LETHE_PORT_" + name();
    }

    /// The port on which the process `name` serves everybody.
    static Port of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /// The port on which the process `name` serves other services.
    static Port internalOf(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_') + "_INTERNAL");
    }
}
