package dev.lethe.endtoend.gate;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;

/// Connections to the gateway over which anything may be sent, as it is.
///
/// @param from the address that they come from, on machines on which all of 127.0.0.0/8 is theirs; so what this story asks is
///             not counted together with what others ask
record Line(URI gateway, InetAddress from) {

    /// Longer than the gateway waits for a service.
    private static final int PATIENCE = 40_000;

    /// @param number of the address, from 0
    static Line number(URI gateway, int number) {
        try {
            return new Line(gateway, InetAddress.getByAddress(new byte[] {127, (byte) (20 + number), 0, 1}));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    Answer answer(byte[] request) throws IOException {
        try (Socket socket = open()) {
            send(socket, request);
            return Answer.from(new BufferedInputStream(socket.getInputStream()));
        }
    }

    // Who is refused in the middle of a large body may not be able to send the rest, and is answered all the same.
    private static void send(Socket socket, byte[] request) throws IOException {
        try {
            socket.getOutputStream().write(request);
            socket.getOutputStream().flush();
        } catch (SocketException e) {
            if (socket.getInputStream().available() == 0) {
                throw e;
            }
        }
    }

    Socket open() throws IOException {
        Socket socket = new Socket();
        socket.setSoTimeout(PATIENCE);
        socket.setTcpNoDelay(true);
        try {
            socket.bind(new InetSocketAddress(from, 0));
        } catch (SocketException _) {
            // the machine has 127.0.0.1 alone
        }
        socket.connect(new InetSocketAddress(gateway.getHost(), gateway.getPort()), PATIENCE);
        return socket;
    }
}
