package dev.lethe.account.sms;

/// Takes texts out of the suite. One form is local; those of an operator's provider are others.
public interface SmsGateway {

    /// Tries to hand the text over, once. Holds the calling thread for as long as the gateway takes, some seconds at most.
    SmsDelivery send(Sms sms);
}
