package org.multiprocessing.conformance.channel;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.multiprocessing.conformance.support.Delays;

/** Contexts for TLS, with certificates that were made just now. */
public final class Certificates {
    private static final char[] PASSWORD = "password".toCharArray();

    private Certificates() {}

    /** Returns a context that shows a certificate for some hosts, and trusts that one only. */
    public static SSLContext of(Path folder, String subjects) throws Exception {
        Path file = make(folder, subjects);
        SSLContext context = read(file);
        Files.delete(file);
        return context;
    }

    /** Makes a certificate for some hosts, in a file that other processes can {@link #read}, too. */
    public static Path make(Path folder, String subjects) throws Exception {
        Path file = folder.resolve("keystore-" + System.nanoTime());
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "test",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=test",
                        "-ext",
                        "san=" + subjects,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD)))
                .inheritIO()
                .start();
        if (!keytool.waitFor(Delays.LONG.toMillis(), TimeUnit.MILLISECONDS) || keytool.exitValue() != 0) {
            throw new IllegalStateException("keytool fails");
        }
        return file;
    }

    /** Returns a context that shows the certificate in a file, and trusts that one only. */
    public static SSLContext read(Path file) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, PASSWORD);
        trusted.setCertificateEntry("test", store.getCertificate("test"));
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
