import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// Asks the program of its own container whether it serves: in an image without a shell nothing else can. It uses little of
/// the JDK, for it runs every few seconds.
final class Probe {

    private static final int PATIENCE_MILLIS = 3_000;
    private static final String SERVES = "HTTP/1.1 200";

    private Probe() {
    }

    /// Arguments: port, path. Ends with 0 if the answer is 200.
    public static void main(String[] arguments) {
        Runtime.getRuntime().halt(serves(Integer.parseInt(arguments[0]), arguments[1]) ? 0 : 1);
    }

    private static boolean serves(int port, String path) {
        try (var socket = new Socket()) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
            var request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            var head = socket.getInputStream().readNBytes(SERVES.length());
            return new String(head, StandardCharsets.US_ASCII).equals(SERVES);
        } catch (IOException _) {
            return false;
        }
    }
}
