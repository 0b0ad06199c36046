package org.multiprocessing.process;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.multiprocessing.internal.log.Log;

/** Finds the port on which a child waits for a debugger, and says which. */
final class DebugPort {
    private DebugPort() {}

    /** Returns the JVM argument for a port, 0 for any that is free. The debugger itself would announce it on standard output. */
    static String argument(String processName, int wanted) throws IOException {
        int port = wanted;
        if (wanted == 0) {
            try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = probe.getLocalPort();
            }
        }
        Log.log(Level.INFO, "process " + processName + " can be debugged on port " + port);
        return "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,quiet=y,address=127.0.0.1:" + port;
    }
}
