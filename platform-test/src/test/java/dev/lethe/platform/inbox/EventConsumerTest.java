package dev.lethe.platform.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import dev.lethe.events.DeletionEvent;
import dev.lethe.events.NoticeEvent;

class EventConsumerTest {

    private record Ear(String topic) implements EventConsumer {
        @Override
        public void on(ReceivedEvent received) {
            throw new IllegalStateException();
        }
    }

    @Test
    void neverGivesUpADeletion() {
        assertThat(new Ear(DeletionEvent.TOPIC).neverGivesUp()).isTrue();
        assertThat(new Ear(NoticeEvent.TOPIC).neverGivesUp()).isFalse();
    }
}
