package dev.lethe.launcher.command;

import java.net.Inet4Address;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.stream.Collectors;

/// Where other machines reach this one.
final class Network {

    private Network() {
    }

    static String addresses(int port) {
        try {
            var found = NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                    .map(address -> "http://" + address.getHostAddress() + ":" + port)
                    .collect(Collectors.joining(" or "));
            return found.isEmpty() ? "port " + port : found;
        } catch (SocketException _) {
            return "port " + port;
        }
    }
}
