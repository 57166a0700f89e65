package dev.lethe.launcher.suite;

import java.util.List;

/// The suite's services in the order in which they start: each one after those it asks for something.
///
/// @param name   of the process: certificate, log, event source
/// @param module whose jar it runs
/// @param role   what its certificate allows
/// @param heap   megabytes
/// @param group  services of a higher group stop before those of a lower one
public record ServiceName(String name, String module, String role, int heap, int group) {

    public static final List<ServiceName> KEYHOLDERS = List.of(keyholder("keyholder-1"), keyholder("keyholder-2"),
            keyholder("keyholder-3"));

    /// The hash of a password takes 46 MiB for a moment.
    public static final ServiceName ACCOUNT = service("account-service", 192, 2);
    static final ServiceName MESSAGE = service("message-service", 160, 3);
    static final ServiceName CONTACT = service("contact-service", 128, 3);
    static final ServiceName MEDIA = service("media-service", 128, 3);
    public static final ServiceName GATEWAY = service("gateway", 112, 4);

    public static final List<ServiceName> ALL = java.util.stream.Stream
            .concat(KEYHOLDERS.stream(), java.util.stream.Stream.of(ACCOUNT, MESSAGE, CONTACT, MEDIA, GATEWAY))
            .toList();

    private static ServiceName keyholder(String name) {
        return new ServiceName(name, "key-service", "keyholder", 48, 1);
    }

    private static ServiceName service(String name, int heap, int group) {
        return new ServiceName(name, name, name, heap, group);
    }

    public boolean isKeyholder() { return module.equals("key-service"); }

    /// The name of its database and role.
    public String database() {
        return isKeyholder() ? "keyholder" : name.replace("-service", "");
    }
}
