package org.multiprocessing.conformance.channel;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.multiprocessing.Multiprocessing;
import org.multiprocessing.channel.Connection;
import org.multiprocessing.channel.Listener;
import org.multiprocessing.conformance.support.Await;
import org.multiprocessing.conformance.support.Delays;

/** Listens, uses up all descriptors until a file appears, and serves one client then. */
public final class DescriptorProgram {
    private DescriptorProgram() {}

    public static void main(String[] arguments) throws Exception {
        Path go = Path.of(arguments[0]);
        try (Listener<Object> listener = Multiprocessing.listener(Ends.tcp(), Ends.KEY)) {
            try (Connection<Object> first = Multiprocessing.client(listener.address(), Ends.KEY)) {
                listener.accept().close(); // all classes are loaded: that needs descriptors, too
                first.isReady();
            }
            try (Peer garbage = Peer.connect(listener.address())) {
                garbage.raw(new byte[100]);
            }
            Await.equal("refused", 1L, listener::refusedCount);
            Multiprocessing.logger().log(System.Logger.Level.WARNING, "what logs is loaded");
            List<RandomAccessFile> files = useUpAll(go.resolveSibling("used"));
            System.out.println("port " + ((InetSocketAddress) listener.address()).getPort());
            long before = cpuMillis();
            Await.until("go", () -> Files.exists(go));
            System.out.println("cpu " + (cpuMillis() - before));
            for (RandomAccessFile file : files) {
                file.close();
            }
            try (Connection<Object> server = listener.accept()) {
                server.send("served");
                server.isReady(Delays.LONG); // the end
            }
        }
        System.out.println("end");
    }

    private static long cpuMillis() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                        .getProcessCpuTime()
                / 1_000_000;
    }

    private static List<RandomAccessFile> useUpAll(Path file) {
        List<RandomAccessFile> files = new ArrayList<>();
        cpuMillis();
        System.out.println("files");
        try {
            while (true) {
                files.add(new RandomAccessFile(file.toFile(), "rw"));
            }
        } catch (IOException e) {
            return files;
        }
    }
}
