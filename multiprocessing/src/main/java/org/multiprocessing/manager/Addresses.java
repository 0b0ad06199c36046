package org.multiprocessing.manager;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** Addresses as text, between a manager and its server's process. */
final class Addresses {
    private static final String FILE = "file:";

    private Addresses() {}

    static String toText(@Nullable SocketAddress address) {
        if (address instanceof UnixDomainSocketAddress local) {
            return FILE + local.getPath();
        }
        return address instanceof InetSocketAddress internet
                ? internet.getPort() + "/" + internet.getHostString() + "/"
                        + (internet.isUnresolved() ? "" : internet.getAddress().getHostAddress())
                : "";
    }

    static @Nullable SocketAddress of(String text) throws UnknownHostException {
        if (text.isEmpty()) {
            return null;
        }
        if (text.startsWith(FILE)) {
            return UnixDomainSocketAddress.of(text.substring(FILE.length()));
        }
        int port = text.indexOf('/');
        int host = text.indexOf('/', port + 1);
        String name = text.substring(port + 1, host);
        String numbers = text.substring(host + 1);
        int number = Integer.parseInt(text.substring(0, port));
        return numbers.isEmpty()
                ? InetSocketAddress.createUnresolved(name, number)
                : new InetSocketAddress(
                        InetAddress.getByAddress(
                                name, InetAddress.getByName(numbers).getAddress()),
                        number);
    }
}
