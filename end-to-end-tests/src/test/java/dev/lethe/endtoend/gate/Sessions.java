package dev.lethe.endtoend.gate;

import java.util.ArrayList;
import java.util.List;

import dev.lethe.endtoend.Person;
import dev.lethe.endtoend.gate.Learned.Kind;

/// Who sends: a few accounts that know each other, and one that signs out as often as it is asked to.
record Sessions(List<Person> people, Person leaving) {

    private static final int ACCOUNTS = 3;
    private static final String SIGNING_OUT = "logOut";

    static Sessions begun(Learned learned) {
        List<Person> people = new ArrayList<>();
        for (int i = 0; i < ACCOUNTS; i++) {
            people.add(Person.called("Fay"));
            learned.note(Kind.ID, people.getLast().id().toString());
        }
        for (Person person : people) {
            learned.note(Kind.MESSAGE, person.sends("hello", people.getFirst()).id());
        }
        return new Sessions(people, Person.called("Lea"));
    }

    /// Whether the answers to what it sends tell nothing of its token.
    boolean endsBy(Operation operation) {
        return operation.id().equals(SIGNING_OUT);
    }

    String token(Operation operation, Dice dice) {
        return (endsBy(operation) ? leaving : dice.pick(people)).session().accessToken();
    }
}
