package org.multiprocessing.channel;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The file that stands for a Unix-domain address as long as somebody listens there; it goes with an orderly end of this JVM, too. */
final class SocketFile {
    private static final Set<SocketFile> OPEN = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> OPEN.forEach(SocketFile::delete), "multiprocessing-socket-files"));
    }

    private final Path path;
    private final @Nullable Object identity;

    private SocketFile(Path path, @Nullable Object identity) {
        this.path = path;
        this.identity = identity;
    }

    /** Notes the file of a channel that was just bound; null if its address has none. */
    static @Nullable SocketFile of(SocketAddress address) throws IOException {
        if (!(address instanceof UnixDomainSocketAddress local)) {
            return null;
        }
        Path path = local.getPath().toAbsolutePath(); // whatever becomes of the working folder
        SocketFile file = new SocketFile(path, identityOf(path));
        OPEN.add(file);
        return file;
    }

    private static @Nullable Object identityOf(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .fileKey();
    }

    /** Removes it, unless another one has taken its place. */
    void remove() {
        OPEN.remove(this);
        delete();
    }

    private void delete() {
        try {
            if (Objects.equals(identity, identityOf(path))) {
                Files.deleteIfExists(path);
            }
        } catch (NoSuchFileException e) {
            SocketChannels.note("the file of a listener is gone already", e);
        } catch (IOException e) {
            SocketChannels.note("the file of a listener cannot be removed", e);
        }
    }
}
