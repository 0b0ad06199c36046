package org.multiprocessing.manager;

/** What adaptors say of themselves, also when the server cannot be asked. */
final class Texts {
    private Texts() {}

    static String of(String name, HostedService service) {
        return name + "[" + content(service) + "]";
    }

    static String content(HostedService service) {
        try {
            return service.text();
        } catch (RuntimeException e) {
            return "out of reach: " + e;
        }
    }
}
