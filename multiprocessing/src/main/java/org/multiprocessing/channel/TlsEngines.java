package org.multiprocessing.channel;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/** Makes the engines that encrypt connections, if they are to be encrypted. */
final class TlsEngines {
    private TlsEngines() {}

    static @Nullable SSLEngine forListener(SocketOptionsImpl options) {
        SSLContext context = options.tls();
        if (context == null) {
            return null;
        }
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        return engine;
    }

    /** The certificate must be that of the host, as on the web; the path of a Unix-domain socket has none. */
    static @Nullable SSLEngine forClient(SocketOptionsImpl options, SocketAddress address) {
        SSLContext context = options.tls();
        if (context == null) {
            return null;
        }
        if (!(address instanceof InetSocketAddress internet)) {
            SSLEngine engine = context.createSSLEngine();
            engine.setUseClientMode(true);
            return engine;
        }
        SSLEngine engine = context.createSSLEngine(internet.getHostString(), internet.getPort());
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        engine.setSSLParameters(parameters);
        return engine;
    }
}
