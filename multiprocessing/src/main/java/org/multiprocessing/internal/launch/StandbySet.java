package org.multiprocessing.internal.launch;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.layout.ProcessLayout;
import org.multiprocessing.internal.log.Log;
import org.multiprocessing.internal.serial.Encoder;
import org.multiprocessing.internal.serial.MainClass;
import org.multiprocessing.internal.shm.Session;

/**
 * The standby JVMs of this process: launched like the processes that were started last, booted and waiting. Each serves one
 * process. A thread of its own keeps the set filled while processes are being started, and lets the JVMs go when none was
 * for a minute; there is no such thread, and no such JVM, before the first start.
 */
public final class StandbySet {
    private static final String LIMIT_PROPERTY = "multiprocessing.standby";
    private static final int DEFAULT_LIMIT = 2;
    private static final int MOST = 64;

    private static final long NEVER = Long.MAX_VALUE;
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long END_MILLIS = 500;

    private static final Object LOCK = new Object();

    /** Those waiting, the one launched first at the front. */
    private static final List<ChildJvm> WAITING = new ArrayList<>();

    /** When processes of which kind were started last, that longest ago first. */
    private static final Map<LaunchSpec, Long> RECENT = new LinkedHashMap<>();

    private static List<String> preloaded = List.of();
    private static int limit = -1;
    private static boolean launching;
    private static long fillAt = NEVER;
    private static boolean endAdded;
    private static boolean ended;
    private static @Nullable Thread keeper;

    private StandbySet() {}

    /** Names classes that standby JVMs launched from now on initialise while they wait. */
    public static void preload(List<String> classNames) {
        synchronized (LOCK) {
            List<String> all = new ArrayList<>(preloaded);
            for (String name : classNames) {
                if (!all.contains(name)) {
                    all.add(name);
                }
            }
            preloaded = List.copyOf(all);
            if (!WAITING.isEmpty()) {
                new ArrayList<>(WAITING).forEach(StandbySet::dismiss); // they have not got these
                fillAt = System.nanoTime();
                LOCK.notifyAll();
            }
        }
    }

    /** Returns a JVM that waits for a process like that, or null if there is none. */
    public static @Nullable ChildJvm take(LaunchSpec spec) throws IOException {
        synchronized (LOCK) {
            readLimit(); // a wrong one is refused before anything is started
            for (int i = 0; i < WAITING.size(); i++) {
                ChildJvm jvm = WAITING.get(i);
                if (jvm.spec().equals(spec)) {
                    WAITING.remove(i--);
                    if (isAlive(jvm)) {
                        return jvm;
                    }
                    jvm.forget();
                }
            }
            return null;
        }
    }

    /** Says that a process of this kind was started or has ended, and that another one may be wanted after a while. */
    public static void expectMore(Session session, LaunchSpec spec, long delayNanos) {
        synchronized (LOCK) {
            readLimit();
            if (limit == 0 || ended || !spec.isReusable()) {
                return;
            }
            RECENT.remove(spec);
            RECENT.put(spec, System.nanoTime());
            while (RECENT.size() > limit) {
                RECENT.remove(RECENT.keySet().iterator().next());
            }
            fillAt = Math.min(fillAt, System.nanoTime() + delayNanos);
            if (keeper == null) {
                if (!endAdded) {
                    endAdded = true;
                    session.endActions().add(new EndAll());
                }
                keeper = Thread.ofPlatform()
                        .daemon()
                        .name("multiprocessing-standby")
                        .start(() -> keep(session));
            }
            LOCK.notifyAll();
        }
    }

    /** One that was killed gives up its lock before its end is reported, one that ends says so; one that boots has no lock yet. */
    private static boolean isAlive(ChildJvm jvm) throws IOException {
        int state = jvm.entry().state();
        boolean waits = state == ProcessLayout.STATE_STANDBY
                && !jvm.session().locks().isFree(jvm.entry().slot());
        return jvm.process().isAlive() && (waits || state == ProcessLayout.STATE_BOOTING);
    }

    private static void readLimit() {
        if (limit >= 0) {
            return;
        }
        String text = System.getProperty(LIMIT_PROPERTY);
        if (text == null) {
            limit = DEFAULT_LIMIT;
            return;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= 0 && number <= MOST) {
                limit = number;
                return;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException(
                "-D" + LIMIT_PROPERTY + "=" + text + " is not a number of standby JVMs from 0 to " + MOST);
    }

    private static void keep(Session session) {
        session.os().prepare(); // to wake them by system call
        while (true) {
            LaunchSpec next = awaitWork();
            if (next == null) {
                return;
            }
            launch(session, next);
        }
    }

    /** Returns what to launch next; null once there is nothing to keep. */
    private static @Nullable LaunchSpec awaitWork() {
        synchronized (LOCK) {
            while (!ended) {
                long now = System.nanoTime();
                RECENT.values().removeIf(since -> now - since > IDLE_NANOS);
                dismissUnwanted();
                if (now >= fillAt) {
                    LaunchSpec lacking = lacking();
                    if (lacking != null) {
                        launching = true;
                        return lacking;
                    }
                    fillAt = NEVER;
                }
                if (RECENT.isEmpty()) {
                    break;
                }
                try {
                    TimeUnit.NANOSECONDS.timedWait(LOCK, Math.max(1, Math.min(fillAt - now, IDLE_NANOS / 4)));
                } catch (InterruptedException e) {
                    break; // nobody has a reference to this thread but a debugger
                }
            }
            keeper = null;
            return null;
        }
    }

    /** Returns the kind used last of which too few wait. */
    private static @Nullable LaunchSpec lacking() {
        LaunchSpec lacking = null;
        for (LaunchSpec spec : RECENT.keySet()) {
            if (count(spec) < share()) {
                lacking = spec;
            }
        }
        return WAITING.size() < limit ? lacking : null;
    }

    private static int share() {
        return Math.max(1, limit / Math.max(1, RECENT.size()));
    }

    private static int count(LaunchSpec spec) {
        int count = 0;
        for (ChildJvm jvm : WAITING) {
            if (jvm.spec().equals(spec)) {
                count++;
            }
        }
        return count;
    }

    /** Lets those go whose kind was not used for long, and those of a kind that has more than its share. */
    private static void dismissUnwanted() {
        for (ChildJvm jvm : List.copyOf(WAITING)) {
            if (!RECENT.containsKey(jvm.spec()) || count(jvm.spec()) > share()) {
                dismiss(jvm);
            }
        }
    }

    private static void launch(Session session, LaunchSpec spec) {
        try {
            launchOne(session, spec);
        } finally {
            synchronized (LOCK) {
                launching = false;
                LOCK.notifyAll();
            }
        }
    }

    private static void launchOne(Session session, LaunchSpec spec) {
        ChildJvm jvm = null;
        try {
            jvm = ChildJvm.launch(session, spec, true);
            jvm.giveBody(warmUp());
        } catch (IOException | RuntimeException | Error e) { // the next start gets a fresh one, and the error with it
            Log.log(Level.DEBUG, "no standby JVM", e);
            if (jvm != null) {
                jvm.dismiss();
            }
            synchronized (LOCK) {
                RECENT.remove(spec);
            }
            return;
        }
        ChildJvm launched = jvm;
        synchronized (LOCK) { // one that is gone already ends after it was added, and is not left here
            WAITING.add(launched);
            launched.whenGone(() -> ended(launched));
        }
    }

    private static byte[] warmUp() {
        Encoder encoder = new Encoder();
        encoder.writeString(Objects.requireNonNullElse(MainClass.name(), ""));
        List<String> names = preloaded;
        encoder.writeInt(names.size());
        for (String name : names) {
            encoder.writeString(name);
        }
        return encoder.toByteArray();
    }

    /** Somebody has killed a waiting JVM, or it could not boot; only the first is a reason to launch another one. */
    private static void ended(ChildJvm jvm) {
        synchronized (LOCK) {
            if (!WAITING.remove(jvm)) {
                return; // taken or dismissed
            }
            if (jvm.entry().state() != ProcessLayout.STATE_BOOTING) {
                fillAt = System.nanoTime();
            } else {
                RECENT.remove(jvm.spec());
                Log.log(Level.DEBUG, "a standby JVM has died while it booted: " + lastWords(jvm));
            }
            jvm.forget();
            LOCK.notifyAll();
        }
    }

    private static String lastWords(ChildJvm jvm) {
        try (InputStream error = jvm.process().getErrorStream()) {
            return new String(error.readAllBytes(), Charset.defaultCharset());
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static void dismiss(ChildJvm jvm) {
        WAITING.remove(jvm);
        jvm.dismiss();
    }

    /** An action for the end of this JVM. */
    private static final class EndAll implements Runnable {
        @Override
        public void run() {
            try {
                for (ChildJvm jvm : dismissAll()) {
                    if (jvm.process().waitFor(END_MILLIS, TimeUnit.MILLISECONDS)) {
                        jvm.release(); // nobody else is left to do it when this is not the main process
                    }
                }
            } catch (IOException e) {
                Log.log(Level.DEBUG, "left for the end of the session: traces of a standby JVM", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // they have been killed; nobody need wait
            }
        }

        /** Also the one that is being launched: it would leave a file that nobody else deletes. */
        private static List<ChildJvm> dismissAll() throws InterruptedException {
            synchronized (LOCK) {
                ended = true;
                LOCK.notifyAll();
                long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(END_MILLIS);
                while (launching && System.nanoTime() - deadline < 0) {
                    LOCK.wait(END_MILLIS);
                }
                List<ChildJvm> all = List.copyOf(WAITING);
                all.forEach(StandbySet::dismiss);
                return all;
            }
        }
    }
}
