package dev.lethe.launcher.command;

import java.lang.reflect.Proxy;

/// Hears every Ctrl-C. The JVM itself hears the first one only: it then ends, and nothing can be asked of it any more.
final class StopSignals {

    private StopSignals() {
    }

    /// Where this JVM has no `sun.misc.Signal`, its own way stays.
    ///
    /// @param stop called at each signal, on a thread of its own
    static void handle(Runnable stop) {
        try {
            // by name, since the compiler takes every mention of it for a warning
            var signal = Class.forName("sun.misc.Signal");
            var handler = Class.forName("sun.misc.SignalHandler");
            var stopping = Proxy.newProxyInstance(StopSignals.class.getClassLoader(), new Class<?>[] {handler},
                    (_, _, _) -> {
                        stop.run();
                        return null;
                    });
            for (var name : new String[] {"INT", "TERM"}) {
                signal.getMethod("handle", signal, handler)
                        .invoke(null, signal.getConstructor(String.class).newInstance(name), stopping);
            }
        } catch (ReflectiveOperationException _) {
            return;
        }
    }
}
