package org.multiprocessing.process;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.multiprocessing.internal.launch.ChildBody;
import org.multiprocessing.internal.serial.Decoder;
import org.multiprocessing.internal.serial.MainClass;
import org.multiprocessing.internal.serial.StaticState;
import org.multiprocessing.serial.Action;

/** What a child is and does, as it receives it. Found by name, see {@link ChildBody}. */
final class ReceivedBody implements ChildBody {
    private @Nullable Action target;
    private @Nullable Process subclassed;

    ReceivedBody() {}

    @Override
    public void read(Decoder in) throws IOException {
        MainClass.set(in.readString());
        ProcessIdentity identity = ProcessIdentity.read(in);
        CurrentProcess.begin(identity);
        if (in.readByte() != 0) {
            StaticState.read(in, in.loader());
        }
        if (in.readByte() != 0) {
            subclassed = (Process) in.read();
        } else {
            target = (Action) in.read();
        }
    }

    @Override
    public void rehearse() throws Exception {
        String captured = "rehearsal";
        Action sample = Action.of(ReceivedBody::nothing, captured, 1);
        ProcessIdentity nobody = new ProcessIdentity(captured, "", false, 0, captured, StartMethod.standard());
        byte[] encoded = new ProcessBody(nobody, sample, null, null).encode().toByteArray();
        read(new Decoder(ClassLoader.getSystemClassLoader()).wrap(encoded, 0, encoded.length));
        run();
    }

    private static void nothing(String text, int number) {
        // the first call is what takes its time
    }

    @Override
    public void run() throws Exception {
        if (subclassed != null) {
            CurrentProcess.replaceBy(subclassed);
            subclassed.run();
        } else if (target != null) {
            target.execute();
        }
    }
}
