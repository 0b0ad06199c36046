package org.multiprocessing.manager;

import java.io.IOException;
import org.multiprocessing.internal.cell.Cell;
import org.multiprocessing.internal.cell.Cells;
import org.multiprocessing.internal.fifo.Ends;
import org.multiprocessing.internal.fifo.Fifo;
import org.multiprocessing.internal.layout.SlabLayout;
import org.multiprocessing.internal.serial.Decoder;
import org.multiprocessing.internal.serial.Encoder;
import org.multiprocessing.internal.serial.HandleBacked;

/** Both ends of a server's door, on their way from who has made it to the server's process. */
record DoorEnds(Fifo door) implements HandleBacked {
    @Override
    public int handleKind() {
        return ProxyHandles.KIND;
    }

    @Override
    public void writeHandle(Encoder out) {
        out.writeByte(ProxyHandles.DOOR);
        out.writeInt(door.cell().number());
        out.writeInt(door.cell().generation());
        door.ends().write(out, Ends.SEND);
        door.ends().write(out, Ends.RECEIVE);
    }

    static DoorEnds read(Decoder in) throws IOException {
        Cell cell = Cells.shared().find(in.readInt(), in.readInt(), SlabLayout.KIND_FIFO);
        Ends.read(in, cell, Ends.SEND);
        return new DoorEnds(Ends.read(in, cell, Ends.RECEIVE));
    }
}
