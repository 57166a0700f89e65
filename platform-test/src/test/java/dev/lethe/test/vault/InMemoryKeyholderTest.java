package dev.lethe.test.vault;

import dev.lethe.platform.vault.Keyholder;

class InMemoryKeyholderTest extends KeyholderContract {

    private final TestAuthority authority = new TestAuthority();
    private final Keyholder keyholder = new InMemoryKeyholder("keyholder-1", authority);

    @Override
    protected Keyholder keyholder() {
        return keyholder;
    }

    @Override
    protected TestAuthority authority() {
        return authority;
    }
}
