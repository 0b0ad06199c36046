package org.multiprocessing.examples;

import static org.multiprocessing.Multiprocessing.*;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.multiprocessing.channel.AuthKey;
import org.multiprocessing.channel.AuthenticationException;

/** Shares an object with programs that are no children of this one: they connect over TCP, and prove that they know the key. */
class RemoteManager {
    /** Without arguments, the program that serves; with a port and a key, one that connects. */
    static void main(String... arguments) throws Exception {
        if (arguments.length > 0) {
            connect(Integer.parseInt(arguments[0]), AuthKey.of(arguments[1]));
            return;
        }
        var anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (var manager = manager(o -> o.withAddress(anyPort).withAuthKey(AuthKey.of("open sesame")))) {
            List<String> board = manager.list();
            manager.publish("board", board);
            board.add("the first program was here");
            int port = ((InetSocketAddress) manager.address()).getPort();
            runProgram(port, "open sesame");
            runProgram(port, "let me in");
            IO.println("the board says: " + board);
            IO.println("turned away: " + manager.refusedCount());
        }
    }

    private static void connect(int port, AuthKey key) throws IOException {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try (var manager = connectManager(address, key)) {
            List<String> board = manager.lookup("board");
            IO.println("the second program reads: " + board);
            board.add("and the second");
        } catch (AuthenticationException e) {
            IO.println("refused: " + e.getMessage());
        }
    }

    /** Another program: a JVM of its own, which is no child of the library's. */
    private static void runProgram(int port, String key) throws IOException, InterruptedException {
        String java = System.getProperty("java.home") + "/bin/java";
        String classPath = System.getProperty("java.class.path");
        new ProcessBuilder(java, "-cp", classPath, RemoteManager.class.getName(), "" + port, key)
                .inheritIO()
                .start()
                .waitFor();
    }
}
