package org.multiprocessing.channel;

import java.io.IOException;
import org.multiprocessing.internal.cell.Cell;
import org.multiprocessing.internal.cell.Cells;
import org.multiprocessing.internal.fifo.Ends;
import org.multiprocessing.internal.fifo.Fifo;
import org.multiprocessing.internal.layout.SlabLayout;
import org.multiprocessing.internal.serial.Decoder;
import org.multiprocessing.internal.serial.Encoder;
import org.multiprocessing.internal.serial.HandleResolver;
import org.multiprocessing.internal.serial.Handles;

/** How queues and ends of pipes travel: by what they are, and the cell of their fifo. */
final class ChannelHandles {
    static final int KIND = 3;

    static final int QUEUE = 0;
    static final int JOINABLE = 1;
    static final int SIMPLE = 2;
    static final int RECEIVER = 3;
    static final int SENDER = 4;
    static final int CONNECTION = 5;
    static final int KEY = 6;

    static {
        Handles.register(KIND, new Resolver());
    }

    private ChannelHandles() {}

    static void write(Encoder out, FifoObject object) {
        out.writeByte(object.type());
        writeEnd(out, object);
        if (object instanceof PipeConnection<?> connection) {
            writeEnd(out, connection.outgoing());
        }
    }

    private static void writeEnd(Encoder out, FifoObject object) {
        object.writeCell(out);
        object.fifo().ends().write(out, object.end());
    }

    /** Finds what was sent; not a lambda, since a child may do this on its way to the target. */
    private static final class Resolver implements HandleResolver {
        @Override
        public Object read(Decoder in) throws IOException {
            int type = in.readByte();
            return switch (type) {
                case QUEUE -> new CellQueue<>(readEnd(in, Ends.BOTH));
                case JOINABLE -> new CellJoinableQueue<>(readEnd(in, Ends.BOTH));
                case SIMPLE -> new CellSimpleQueue<>(readEnd(in, Ends.BOTH));
                case RECEIVER -> new PipeReceiver<>(readEnd(in, Ends.RECEIVE));
                case SENDER -> new PipeSender<>(readEnd(in, Ends.SEND));
                case CONNECTION ->
                    new PipeConnection<>(readEnd(in, Ends.RECEIVE), new PipeSender<>(readEnd(in, Ends.SEND)));
                case KEY -> AuthKey.of(in.readBytes());
                default -> throw new IOException("no channel has the type " + type);
            };
        }

        private static Fifo readEnd(Decoder in, int end) throws IOException {
            Cell cell = Cells.shared().find(in.readInt(), in.readInt(), SlabLayout.KIND_FIFO);
            return Ends.read(in, cell, end);
        }
    }
}
