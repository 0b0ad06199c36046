package org.multiprocessing.conformance.channel;

import java.net.UnixDomainSocketAddress;
import org.multiprocessing.Multiprocessing;
import org.multiprocessing.channel.Listener;

/** Listens at a path, and ends. */
public final class ForgetfulProgram {
    private ForgetfulProgram() {}

    public static void main(String[] arguments) throws Exception {
        Listener<Object> listener = Multiprocessing.listener(UnixDomainSocketAddress.of(arguments[0]), Ends.KEY);
        System.out.println("listening at " + listener.address());
    }
}
