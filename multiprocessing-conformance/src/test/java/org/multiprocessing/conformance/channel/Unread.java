package org.multiprocessing.conformance.channel;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;

/** What has arrived at sockets, and their program has not read; as the system tells. */
final class Unread {
    private static final List<Path> TABLES = List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));
    private static final int LOCAL = 1;
    private static final int STATE = 3;
    private static final int QUEUES = 4;
    private static final String ESTABLISHED = "01";

    private Unread() {}

    /** Returns whether there are bytes that somebody has sent to a server's connections, and that it has not read. */
    static boolean at(InetSocketAddress server) throws IOException {
        String port = ":" + HexFormat.of().withUpperCase().toHexDigits((short) server.getPort());
        for (Path table : TABLES) {
            for (String line : Files.readAllLines(table)) {
                String[] columns = line.strip().split("\\s+", -1);
                if (columns[LOCAL].endsWith(port)
                        && columns[STATE].equals(ESTABLISHED)
                        && !columns[QUEUES].endsWith(":00000000")) {
                    return true;
                }
            }
        }
        return false;
    }
}
