package org.multiprocessing.process;

import java.io.IOException;
import java.util.Locale;
import java.util.TimeZone;
import org.multiprocessing.internal.log.Log;
import org.multiprocessing.internal.serial.Decoder;
import org.multiprocessing.internal.serial.Encoder;

/**
 * Who a child is. It takes this identity before it decodes what it is to do: static initialisers that run then can ask for it.
 *
 * <p>Written field by field: to send it as a record would cost a child's start some milliseconds.
 *
 * @param name its name
 * @param identity its place in the tree, such as 1:2
 * @param daemon whether it is a daemon
 * @param parentPid the pid of the process that started it
 * @param parentName the name of that process
 * @param startMethod how it was started, which is its own default, as in Python
 */
record ProcessIdentity(
        String name, String identity, boolean daemon, long parentPid, String parentName, StartMethod startMethod) {

    /** Appends this, and what else of this JVM the child begins with: locale, time zone, the log's way. */
    void write(Encoder out) {
        out.writeString(name);
        out.writeString(identity);
        out.writeByte(daemon ? 1 : 0);
        out.writeLong(parentPid);
        out.writeString(parentName);
        out.writeString(startMethod.name());
        out.writeString(changedLocale());
        out.writeString(changedTimeZone());
        out.writeInt(Log.threshold());
    }

    /** Empty if the program has not changed what it began with, as its children do: they are spared the loading of 10 ms. */
    private static String changedLocale() {
        Locale locale = Locale.getDefault();
        boolean asAtFirst = locale.getLanguage().equals(System.getProperty("user.language", ""))
                && locale.getCountry().equals(System.getProperty("user.country", ""))
                && locale.getVariant().equals(System.getProperty("user.variant", ""))
                && locale.getScript().equals(System.getProperty("user.script", ""));
        return asAtFirst ? "" : locale.toLanguageTag();
    }

    /** The JDK notes in a property which time zone it has found; one that the program sets is not noted there. */
    private static String changedTimeZone() {
        String id = TimeZone.getDefault().getID();
        return id.equals(System.getProperty("user.timezone", "")) ? "" : id;
    }

    static ProcessIdentity read(Decoder in) throws IOException {
        ProcessIdentity identity = new ProcessIdentity(
                in.readString(),
                in.readString(),
                in.readByte() != 0,
                in.readLong(),
                in.readString(),
                StartMethod.valueOf(in.readString()));
        String language = in.readString();
        if (!language.isEmpty()) {
            Locale.setDefault(Locale.forLanguageTag(language));
        }
        String zone = in.readString();
        if (!zone.isEmpty()) {
            TimeZone.setDefault(TimeZone.getTimeZone(zone));
        }
        Log.toStderr(in.readInt());
        Log.setProcessName(identity.name);
        return identity;
    }
}
