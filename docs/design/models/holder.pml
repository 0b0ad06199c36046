/*
 * HOLDER and COUNT of an RLock, beside the lock word (whose own protocol is lock.pml's subject: here it is atomic).
 *
 * Process 1 has one thread, process 2 has two. Thread ids are numbered by each JVM on its own: thread 1 of process 1 and the first
 * thread of process 2 have the same one. Process 1 may die before any step; HOLDER and COUNT stay as it left them.
 *
 * GUARD: repair frees the word; otherwise it is abandoned and whoever finds that calls recover().
 * SEED_BARE_THREAD_ID: HOLDER holds the thread id only. SEED_REPAIR_CLEARS: so it does, and repair clears it instead, twice.
 */
#define ABANDONED 255
#if defined(SEED_BARE_THREAD_ID) || defined(SEED_REPAIR_CLEARS)
#define MINE (tid)
#else
#define MINE (process * 16 + tid)
#endif

byte word, holder, count;
byte depth[4];                     /* ghost: how often each thread holds the lock */
bool dead;

proctype Thread(byte me; byte process; byte tid) {
    byte rounds;
    {
    rounds = 2;
again:
    atomic { if :: word == process :: else -> goto take fi }
    atomic { if :: holder == MINE :: else -> goto take fi }
    atomic { assert(depth[me] > 0); count++; depth[me]++; goto unlock }
take:
    atomic {
        if
        :: word == 0
        :: word == ABANDONED
        fi;
        word = process; assert(depth[2] == 0 && depth[3] == 0 && (dead || depth[1] == 0)); depth[me] = 1
    }
    atomic { count = 1 }
    atomic { holder = MINE }
    atomic {
        if
        :: goto again              /* once more, by the same thread */
        :: true
        fi
    }
unlock:
    atomic { assert(word == process && holder == MINE); }
    atomic {
        assert(count == depth[me]); count--; depth[me]--;
        if
        :: count > 0 -> goto unlock
        :: else
        fi
    }
    atomic { holder = 0 }
    atomic { word = 0 }
    atomic {
        rounds--;
        if
        :: rounds > 0 -> goto again
        :: else
        fi
    }
    } unless { dead && process == 1 }
}

active proctype Killer() {
end:
    dead = true
}

active [2] proctype Repairer() {
end:
    atomic { dead }
#ifdef SEED_REPAIR_CLEARS
    atomic { if :: word == 1 :: else -> goto done fi }
    atomic { holder = 0 }
#endif
    atomic {
        if
#ifdef GUARD
        :: word == 1 -> word = 0
#else
        :: word == 1 -> word = ABANDONED
#endif
        :: else
        fi
    }
done:
    skip
}

init {
    atomic { run Thread(1, 1, 1); run Thread(2, 2, 1); run Thread(3, 2, 2) }
}
