package dev.lethe.endtoend.gate;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

import dev.lethe.client.Contacts.Entry;
import dev.lethe.client.Files;
import dev.lethe.client.Lethe;
import dev.lethe.client.Messages.Draft;
import dev.lethe.endtoend.Person;
import dev.lethe.endtoend.Running;
import dev.lethe.endtoend.Stores;
import dev.lethe.endtoend.gate.AccessMatrix.Role;

/// What the matrix names: made once, by those to whom it belongs.
final class Things {

    private static final Pattern NAME = Pattern.compile("\\{(\\w+)}");

    private final Map<String, Supplier<String>> things = new HashMap<>();
    private final Map<Role, Person> people;

    private Things(Map<Role, Person> people) {
        this.people = people;
    }

    static Things made() throws SQLException {
        Person ann = Person.called("Ann");
        Things things = new Things(
                Map.of(Role.OWNER, ann, Role.MEMBER, Person.called("Ben"), Role.PAST, Person.called("Cid"),
                        Role.STRANGER, Person.called("Sue")));
        things.put("ann", ann.id());
        things.put("dan", Person.called("Dan").id());
        things.things.put("new", () -> UUID.randomUUID().toString());
        things.makeGroup(ann);
        things.makePossessions(ann);
        things.askForCodes(ann);
        things.makeLinks();
        things.put("receipt", Person.called("Eli").deletesAccount().receiptId());
        return things;
    }

    Person who(Role role) {
        Person person = people.get(role);
        if (person == null) {
            throw new IllegalStateException("nobody is " + role);
        }
        return person;
    }

    private void put(String name, Object value) {
        things.put(name, value::toString);
    }

    private void makeGroup(Person ann) {
        UUID group = ann.session().groups().create("Walkers", List.of(who(Role.MEMBER).id(), who(Role.PAST).id())).id();
        ann.messages().send(group, "hello");
        who(Role.PAST).messages().send(group, "hello");
        ann.session().groups().remove(group, who(Role.PAST).id());
        Files.File file = ann.session().files().upload("a file".getBytes(UTF_8), "a.txt",
                "text/plain");
        ann.messages().send(group, Draft.ofFile(file, null));
        put("group", group);
        put("file", file.id());
        put("said", ann.messages().send(group, "hello").id());
    }

    private void makePossessions(Person ann) {
        put("upload", ann.session().files().upload("a file".getBytes(UTF_8), "b.txt", "text/plain")
                .id());
        UUID imported = UUID.randomUUID();
        ann.session().transfers().prepare(imported, Map.of());
        put("import", imported);
        ann.session().contacts().giveConsent();
        put("contact",
                ann.session().contacts().sync(List.of(new Entry(Person.unusedNumber(), "Kim", null))).contacts()
                        .getFirst()
                        .id());
        put("session", ann.letsIn("tablet").sessionId());
    }

    private void askForCodes(Person ann) throws SQLException {
        put("numberChange", ann.session().account().requestNumberChange(Person.unusedNumber()).requestId());
        String password = "four words of " + ThreadLocalRandom.current().nextInt(1_000_000);
        ann.setsPassword(password, "words");
        ann.confirmsRecoveryEmail("ann." + UUID.randomUUID() + "@example.org");
        put("passwordRecovery", ann.session().account().recoverPassword().requestId());
        Stores.update("account", "update address_code set created_at = created_at - interval '1 min'");
        put("recoveryEmail",
                ann.session().account().setRecoveryEmail("other." + UUID.randomUUID() + "@example.org", password)
                        .requestId());
        put("deletion", ann.session().account().requestDeletion().requestId());
        Stores.passAMinuteSinceLastCode();
        put("signIn", Lethe.at(Running.suite().gateway()).requestCode(ann.number()).requestId());
    }

    private void makeLinks() {
        Lethe lethe = Lethe.at(Running.suite().gateway());
        things.put("linkCode", () -> lethe.requestDeviceLink("laptop").code());
        things.put("linkRequest", () -> lethe.requestDeviceLink("laptop").requestId());
    }

    /// What a name stands for when this one calls; a word that names nothing stands for itself.
    String value(String name, Person caller) {
        return name.equals("me") ? caller.id().toString() : things.getOrDefault(name, () -> name).get();
    }

    /// Something of the same form that is not there; a ticket is 43 characters, of which the last stands for four bits.
    String absent(String name, Person caller) {
        String value = value(name, caller);
        if (name.equals("me") || value.equals(name)) {
            return value;
        }
        return value.matches("\\d{15,19}")
                ? "1" + Long.toString(ThreadLocalRandom.current().nextLong(10_000_000_000_000_000L,
                        99_999_999_999_999_999L))
                : value.length() == 36 ? UUID.randomUUID().toString()
                        : "absent-" + UUID.randomUUID().toString().substring(1) + "0";
    }

    static String filled(String text, UnaryOperator<String> things) {
        return NAME.matcher(text).replaceAll(name -> things.apply(name.group(1)));
    }
}
