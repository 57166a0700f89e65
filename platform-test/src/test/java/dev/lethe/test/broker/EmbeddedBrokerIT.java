package dev.lethe.test.broker;

class EmbeddedBrokerIT extends BrokerContract {
    @Override
    Broker broker() {
        return Broker.shared();
    }
}
