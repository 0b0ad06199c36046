package org.multiprocessing.conformance.litmus;

import org.multiprocessing.Context;

/** The games that there are. */
enum Games {
    LOCK {
        @Override
        Game make(Context context, int players) {
            return new PairGame(context.lock());
        }
    },
    RLOCK {
        @Override
        Game make(Context context, int players) {
            return new PairGame(context.rlock());
        }
    },
    PERMITS {
        @Override
        Game make(Context context, int players) {
            return new PermitGame(context.boundedSemaphore(players - 1));
        }
    },
    TOKENS {
        @Override
        Game make(Context context, int players) {
            return new TokenGame(context.condition());
        }
    },
    EVENT {
        @Override
        Game make(Context context, int players) {
            return new EventGame(context.event());
        }
    },
    MEETING {
        @Override
        Game make(Context context, int players) {
            return new MeetingGame(context.barrier(players));
        }
    };

    /** Makes a new primitive, and the game about it. */
    abstract Game make(Context context, int players);
}
