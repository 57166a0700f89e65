package dev.lethe.client;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/// My account: who I am, where I am signed in, and how it all ends.
public final class MyAccount {

    private final Calls calls;

    MyAccount(Calls calls) {
        this.calls = calls;
    }

    /// My own profile.
    ///
    /// @param number E.164
    public record Me(UUID id, String number, @Nullable String firstName, @Nullable String lastName) {
        @Override
        public String toString() {
            return "Me[" + id + "]";
        }
    }

    /// What anyone may know of an account.
    ///
    /// @param deleted then there is no name any more
    public record Person(UUID id, @Nullable String firstName, @Nullable String lastName, boolean deleted) {
        @Override
        public String toString() {
            return "Person[" + id + (deleted ? ", deleted]" : "]");
        }
    }

    /// A signed-in device.
    public record Session(UUID id, String deviceName, Instant startedAt, boolean current) {}

    /// When the account deletes itself.
    ///
    /// @param months       without use; 1, 3, 6, 12, 18 or 24
    /// @param lastActiveOn the last day on which it was used (UTC)
    /// @param dueOn        the day at whose start it goes (UTC)
    public record SelfDestruct(int months, LocalDate lastActiveOn, LocalDate dueOn) {}

    /// A deletion that waits for its code.
    ///
    /// @param receiptId to be kept: with it anyone can ask for the receipt
    /// @param salt      to be kept: with it and the account id it can be shown whose receipt it is
    /// @param delivery  where the code went: `app` (the service chat) or `sms`
    /// @param waits     how long the deletion waits after its confirmation: `none` or an ISO-8601 duration
    public record DeletionRequest(String requestId, UUID receiptId, String salt, String delivery, Instant expiresAt,
            String waits) {}

    /// What a confirmed deletion did.
    ///
    /// @param state `executed`, or `scheduled` for `executesAt`
    public record DeletionOutcome(UUID receiptId, String salt, String state, @Nullable Instant executesAt) {}

    /// A change of number that waits for its two codes.
    public record NumberChange(String requestId, Instant expiresAt, long retryAfter) {}

    /// A device that asks to be let in.
    ///
    /// @param deviceName what it calls itself
    public record AskingDevice(String deviceName, Instant askedAt, Instant expiresAt) {
        @Override
        public String toString() {
            return "AskingDevice[…]";
        }
    }

    private record Months(int months) {}

    private record Days(int days) {}

    private record NumberWanted(String number) {}

    private record Codes(String requestId, String oldCode, String newCode, @Nullable String password) {}

    private record Code(String code) {}

    private record State(String state) {}

    private record Name(@Nullable String firstName, @Nullable String lastName) {}

    private record SessionList(List<Session> sessions) {}

    private record Ended(int ended) {}

    private record Cancelled(int cancelled) {}

    /// The password beside the code.
    ///
    /// @param hint as its owner left it
    public record Password(boolean set, @Nullable String hint) {
        @Override
        public String toString() {
            return "Password[" + set + "]";
        }
    }

    /// A forgotten password that waits for its removal.
    ///
    /// @param state `none`, or `scheduled` for `removesAt`
    public record PasswordRemoval(String state, @Nullable Instant removesAt) {}

    /// The address that a code for a forgotten password goes to, masked.
    ///
    /// @param pending still to be confirmed
    public record RecoveryEmail(@Nullable String email, @Nullable String pending) {}

    /// A code of eight digits is on its way.
    ///
    /// @param sentTo the address, masked
    public record MailedCode(String requestId, String sentTo, Instant expiresAt) {}

    private record RecoveryEmailWanted(String email, String password) {}

    private record MailedCodeEntered(String requestId, String code) {}

    private record PasswordWanted(String password, @Nullable String hint, @Nullable String currentPassword) {}

    private record PasswordShown(String password) {}

    private record Removed(int removed) {}

    private record Refused(int refused) {}

    private record Confirmation(String requestId, String code, boolean forEveryone, @Nullable String password) {}

    public Me me() {
        return calls.get("/v1/me", Me.class);
    }

    public Me rename(@Nullable String firstName, @Nullable String lastName) {
        return calls.send("PATCH", "/v1/me", new Name(firstName, lastName), Me.class);
    }

    public Person person(UUID accountId) {
        return calls.get("/v1/accounts/" + accountId, Person.class);
    }

    public List<Session> sessions() {
        return calls.get("/v1/sessions", SessionList.class).sessions();
    }

    public int endSession(UUID sessionId) {
        return calls.delete("/v1/sessions/" + sessionId, Ended.class).ended();
    }

    public int signOut() {
        return calls.delete("/v1/sessions/current", Ended.class).ended();
    }

    public int endOtherSessions() {
        return calls.send("POST", "/v1/sessions/end-others", null, Ended.class).ended();
    }

    public Password password() {
        return calls.get("/v1/account/password", Password.class);
    }

    /// Sets a password, which is asked for beside the code from then on, or changes it.
    ///
    /// @param current where one is set already
    public Password setPassword(String password, @Nullable String hint, @Nullable String current) {
        return calls.send("PUT", "/v1/account/password", new PasswordWanted(password, hint, current), Password.class);
    }

    public int removePassword(String password) {
        return calls.send("POST", "/v1/account/password/removal", new PasswordShown(password), Removed.class)
                .removed();
    }

    /// Has a forgotten password removed in a week, unless another device refuses.
    public PasswordRemoval forgetPassword() {
        return calls.send("POST", "/v1/account/password/forgotten", null, PasswordRemoval.class);
    }

    /// Whether a removal waits.
    public PasswordRemoval forgottenPassword() {
        return calls.get("/v1/account/password/forgotten", PasswordRemoval.class);
    }

    /// Refuses the removal that another device asked for.
    public int keepPassword() {
        return calls.delete("/v1/account/password/forgotten", Refused.class).refused();
    }

    /// After how many days without use sessions end.
    public int sessionIdleDays() {
        return calls.get("/v1/account/session-idle", Days.class).days();
    }

    /// Chooses them: 7 to 366.
    public int endSessionsIdleFor(int days) {
        return calls.send("PUT", "/v1/account/session-idle", new Days(days), Days.class).days();
    }

    /// Asks for the two codes that move the account: each of the numbers gets one by text.
    public NumberChange requestNumberChange(String number) {
        return calls.send("POST", "/v1/account/number-change", new NumberWanted(number), NumberChange.class);
    }

    /// Moves the account to the new number.
    ///
    /// @return the number, E.164
    public String confirmNumberChange(String requestId, String oldCode, String newCode) {
        return confirmNumberChange(requestId, oldCode, newCode, null);
    }

    /// As [#confirmNumberChange(String, String, String)], where a password is set.
    public String confirmNumberChange(String requestId, String oldCode, String newCode, @Nullable String password) {
        return calls.send("POST", "/v1/account/number-change/confirmation",
                new Codes(requestId, oldCode, newCode, password), NumberWanted.class).number();
    }

    /// Which device shows this code.
    public AskingDevice askingDevice(String code) {
        return calls.send("POST", "/v1/device-links/look-up", new Code(code), AskingDevice.class);
    }

    /// Lets the device in that shows this code.
    public String approveDevice(String code) {
        return calls.send("POST", "/v1/device-links/approval", new Code(code), State.class).state();
    }

    /// Refuses the device that shows this code.
    public String refuseDevice(String code) {
        return calls.send("POST", "/v1/device-links/refusal", new Code(code), State.class).state();
    }

    /// When the account deletes itself, if nobody uses it.
    public SelfDestruct selfDestruct() {
        return calls.get("/v1/account/self-destruct", SelfDestruct.class);
    }

    /// Chooses after how many months without use it deletes itself.
    public SelfDestruct selfDestructAfter(int months) {
        return calls.send("PUT", "/v1/account/self-destruct", new Months(months), SelfDestruct.class);
    }

    /// What every service and keyholder holds about me.
    public Holdings holdings() {
        return calls.get("/v1/account/holdings", Holdings.class);
    }

    /// A page of the rows that are held, as they are stored.
    ///
    /// @param after the cursor of the page before; null for the first
    public Holdings.Rows heldRows(Holdings.Kind kind, @Nullable String after) {
        return calls.get(kind.rows() + (after == null ? "" : "?after=" + after), Holdings.Rows.class);
    }

    /// What operators did with my account, oldest first; check it by [OperatorActs#hold(UUID, dev.lethe.client.receipt.PublishedKeys)].
    public OperatorActs operatorActs() {
        return OperatorActs.of(after -> calls.get("/v1/account/operator-acts?after=" + after, OperatorActs.Page.class));
    }

    public RecoveryEmail recoveryEmail() {
        return calls.get("/v1/account/recovery-email", RecoveryEmail.class);
    }

    /// Names a recovery address, which counts once the code that is mailed to it was entered.
    public MailedCode setRecoveryEmail(String email, String password) {
        return calls.send("PUT", "/v1/account/recovery-email", new RecoveryEmailWanted(email, password),
                MailedCode.class);
    }

    public RecoveryEmail confirmRecoveryEmail(String requestId, String code) {
        return calls.send("POST", "/v1/account/recovery-email/confirmation", new MailedCodeEntered(requestId, code),
                RecoveryEmail.class);
    }

    public int removeRecoveryEmail(String password) {
        return calls.send("POST", "/v1/account/recovery-email/removal", new PasswordShown(password), Removed.class)
                .removed();
    }

    /// Has a code mailed that removes a forgotten password.
    public MailedCode recoverPassword() {
        return calls.send("POST", "/v1/account/password/recovery", null, MailedCode.class);
    }

    /// Removes the password with the code that was mailed, and the recovery address with it.
    public int confirmPasswordRecovery(String requestId, String code) {
        return calls.send("POST", "/v1/account/password/recovery/confirmation", new MailedCodeEntered(requestId, code),
                Removed.class).removed();
    }

    /// Asks for the end of the account. A code comes, inside the account where possible.
    public DeletionRequest requestDeletion() {
        return calls.send("POST", "/v1/me/deletion", null, DeletionRequest.class);
    }

    /// Ends the account. There is no undo.
    public DeletionOutcome confirmDeletion(String requestId, String code, DeletionScope scope) {
        return confirmDeletion(requestId, code, scope, null);
    }

    /// As [#confirmDeletion(String, String, DeletionScope)], where a password is set.
    public DeletionOutcome confirmDeletion(String requestId, String code, DeletionScope scope,
            @Nullable String password) {
        return calls.send("POST", "/v1/me/deletion/confirmation",
                new Confirmation(requestId, code, scope == DeletionScope.FOR_EVERYONE, password),
                DeletionOutcome.class);
    }

    /// Refuses a deletion that waits.
    public int vetoDeletion() {
        return calls.delete("/v1/me/deletion", Cancelled.class).cancelled();
    }

    /// What goes with an account.
    public enum DeletionScope {
        /// My own copies; others keep theirs.
        OWN_COPIES,
        /// My messages in others' histories too, where the rule for both allows it.
        FOR_EVERYONE
    }
}
