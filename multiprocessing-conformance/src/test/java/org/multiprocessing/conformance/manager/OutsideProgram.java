package org.multiprocessing.conformance.manager;

import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import org.multiprocessing.Multiprocessing;
import org.multiprocessing.channel.AuthKey;
import org.multiprocessing.manager.Manager;

/** A program that nobody of the manager's process tree has started; uses all that the manager at an address has to give. */
final class OutsideProgram {
    private OutsideProgram() {}

    /** Takes the file of the address, and the key. */
    public static void main(String... arguments) throws Exception {
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(Path.of(arguments[0]));
        try (Manager manager = Multiprocessing.connectManager(address, AuthKey.of(arguments[1]))) {
            for (BuiltIn type : BuiltIn.values()) {
                type.use(manager);
                System.out.println("used " + type);
            }
        }
        System.out.println("done " + BuiltIn.values().length);
    }
}
