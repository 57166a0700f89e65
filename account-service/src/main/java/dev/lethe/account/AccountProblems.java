package dev.lethe.account;

import dev.lethe.platform.problem.ProblemType;

/// Every problem that account-service answers beside the platform's own.
public final class AccountProblems {

    public static final ProblemType NUMBER_INVALID = new ProblemType(400, "number-invalid",
            "This is not a telephone number in international form, such as +49 30 901820.");
    public static final ProblemType CODE_TOO_SOON = new ProblemType(429, "code-too-soon",
            "A code was sent a moment ago.");
    public static final ProblemType CODE_LIMIT = new ProblemType(429, "code-limit",
            "No more codes can be sent for today.");
    public static final ProblemType CODE_CAP = new ProblemType(429, "code-cap",
            "Too many codes are being asked for just now.");
    public static final ProblemType REGISTRATION_LIMIT = new ProblemType(429, "registration-limit",
            "This number has registered too often for today.");
    public static final ProblemType REGISTRATION_CLOSED = new ProblemType(403, "registration-closed",
            "This installation takes no new account with this number.");
    public static final ProblemType INVITATION_REQUIRED = new ProblemType(403, "invitation-required",
            "A new account takes an invitation here.");
    public static final ProblemType INVITATION_REFUSED = new ProblemType(403, "invitation-refused",
            "There is no such invitation, or it was used up.");
    public static final ProblemType INVITATION_LIMIT = new ProblemType(429, "invitation-limit",
            "Too many invitations were tried.");
    public static final ProblemType ACCOUNT_UNKNOWN = new ProblemType(404, "account-unknown",
            "No account has this number.");
    public static final ProblemType CODE_REQUEST_UNKNOWN = new ProblemType(404, "code-request-unknown",
            "No code was asked for with this request id.");
    public static final ProblemType CODE_WRONG = new ProblemType(403, "code-wrong", "The code is wrong.");
    public static final ProblemType CODE_EXPIRED = new ProblemType(410, "code-expired", "The code is too old.");
    public static final ProblemType CODE_USED = new ProblemType(409, "code-used", "The code was used already.");
    public static final ProblemType CODE_EXHAUSTED = new ProblemType(410, "code-exhausted",
            "The code was tried too often.");
    public static final ProblemType REFRESH_REFUSED = new ProblemType(401, "refresh-refused",
            "This refresh token is not valid. Sign in again.");
    public static final ProblemType REFRESH_REUSED = new ProblemType(401, "refresh-reused",
            "This refresh token was used before; its session has ended.");
    public static final ProblemType SESSION_TOO_YOUNG = new ProblemType(403, "session-too-young",
            "A session younger than 24 hours may not do this.");
    public static final ProblemType NUMBER_UNCHANGED = new ProblemType(409, "number-unchanged",
            "The account has this number.");
    public static final ProblemType NUMBER_TAKEN = new ProblemType(409, "number-taken",
            "Another account has this number.");
    public static final ProblemType LINK_UNKNOWN = new ProblemType(404, "device-link-unknown",
            "No device shows this code.");
    public static final ProblemType LINK_PENDING = new ProblemType(409, "device-link-pending",
            "Nobody has approved this device yet.");
    public static final ProblemType LINK_REFUSED = new ProblemType(403, "device-link-refused",
            "This device was refused.");
    public static final ProblemType LINK_EXPIRED = new ProblemType(410, "device-link-expired",
            "The code is too old.");
    public static final ProblemType LINK_USED = new ProblemType(409, "device-link-used",
            "The code was used already.");
    public static final ProblemType LINK_LIMIT = new ProblemType(429, "device-link-limit",
            "Too many devices ask, or too many codes were wrong.");
    public static final ProblemType SECOND_OPERATOR_REQUIRED = new ProblemType(403, "second-operator-required",
            "Another operator has to confirm this.");
    public static final ProblemType ERASURE_ORDER_EXPIRED = new ProblemType(410, "erasure-order-expired",
            "This was asked for more than a day ago. Ask anew.");
    public static final ProblemType ERASURE_ORDER_OVER = new ProblemType(409, "erasure-order-over",
            "This was stopped, or has been done.");
    public static final ProblemType DELETION_NOT_OPEN = new ProblemType(404, "deletion-not-open",
            "No deletion is waiting.");
    public static final ProblemType DELETION_SCHEDULED = new ProblemType(409, "deletion-scheduled",
            "A deletion is scheduled already.");
    public static final ProblemType PASSWORD_REQUIRED = new ProblemType(403, "password-required",
            "This account has a password, which is asked for as well.");
    public static final ProblemType PASSWORD_WRONG = new ProblemType(403, "password-wrong", "The password is wrong.");
    public static final ProblemType PASSWORD_LIMIT = new ProblemType(429, "password-limit",
            "The password was tried, or set, too often for today.");
    public static final ProblemType PASSWORD_BUSY = new ProblemType(429, "password-busy",
            "Another password of this account is being judged.");
    public static final ProblemType PASSWORD_EXHAUSTED = new ProblemType(410, "password-exhausted",
            "The password was tried too often with this code. Ask for a new one.");
    public static final ProblemType PASSWORD_COMMON = new ProblemType(400, "password-common",
            "This password is among the first that a thief would try.");
    public static final ProblemType PASSWORD_NOT_SET = new ProblemType(404, "password-not-set",
            "This account has no password.");
    public static final ProblemType PASSWORD_CHANGED = new ProblemType(409, "password-changed",
            "The password was set, changed or removed meanwhile.");
    public static final ProblemType REMOVAL_NOT_OPEN = new ProblemType(404, "removal-not-open",
            "No removal of the password is waiting.");
    public static final ProblemType RECOVERY_NOT_SET = new ProblemType(404, "recovery-not-set",
            "This account has no recovery address.");
    public static final ProblemType MAIL_OFF = new ProblemType(409, "mail-off",
            "This installation sends no mail.");
    public static final ProblemType HINT_TELLS_PASSWORD = new ProblemType(400, "hint-tells-password",
            "The hint tells the password.");
    public static final ProblemType CONFIRMATION_OUTDATED = new ProblemType(409, "confirmation-outdated",
            "The sweep does not stand as it was shown.");

    private AccountProblems() {
    }
}
