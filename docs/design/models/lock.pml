/*
 * The lock word with owner death, and its wait queue.
 *
 * One atomic step here is one access to shared memory or one futex call of the code. A process may die
 * before any of its steps; its threads die together and vanish from the futex queues. There are no time slices: a sleeper
 * whom nobody wakes sleeps for ever, and Spin reports it as an invalid end state.
 *
 * Sizes:    THREADS, LIMIT, DEATHS, TIMED (threads 1..TIMED may give up), HELPERS (0 or 1: a second repairer, which may stop half-way),
 *           ROUNDS (calls of lock() by all together; without it: any number), SHARED (the last two threads are of one process),
 *           OTHER_DIES (process 2 may die; otherwise 1..DEATHS may, and with SHARED any).
 * Variants: GUARD   repair frees the word of a dead owner instead of abandoning it
 *           FAIR    count how many newcomers overtake a woken sleeper, and assert FAIR_BOUND
 *           ONLY_WOKEN_PASS_ON   who leaves without having been woken passes nothing on
 *           NO_WAITERS_AFTER_WAKE   a wake that found somebody leaves WAITERS alone
 * Seeds:    SEED_*  one error each, see the note; the model must fail with any of them.
 */
#ifndef THREADS
#define THREADS 3
#endif
#ifdef SHARED
#define PROCS (THREADS - 1)
#define PROC_OF(t) ((t) == THREADS -> PROCS : (t))
#define MORTAL(p) true
#else
#define PROCS THREADS
#define PROC_OF(t) (t)
#endif
#ifndef LIMIT
#define LIMIT 1
#endif
#ifndef DEATHS
#define DEATHS 1
#endif
#ifndef TIMED
#define TIMED 0
#endif
#ifndef HELPERS
#define HELPERS 0
#endif
#ifdef OTHER_DIES
#define MORTAL(p) ((p) == 2)           /* not the one that may give up */
#endif
#ifndef MORTAL
#define MORTAL(p) ((p) <= DEATHS)      /* which may die: the others are alike */
#endif
#ifndef FAIR_BOUND
#define FAIR_BOUND (LIMIT + THREADS - 2)
#endif

#define FREE      0
#define ABANDONED 255
#define WOKEN     254
#define IS_CLAIM(n) ((n) != 0 && (n) != WOKEN)

#ifdef ROUNDS                  /* how many times lock() may be called, all threads together; without it: any number of times */
byte rounds = ROUNDS;
#define MORE_ROUNDS (rounds > 0)
#define USE_ROUND rounds--
#else
#define MORE_ROUNDS true
#define USE_ROUND skip
#endif

byte WORD, NEXT, PASSED;
bool WAITERS;

/*
 * The two futex words only ever grow, and code compares them for equality with an earlier reading only. So instead of
 * their value the model keeps, for each thread, which word it read and whether the word has changed since.
 */
bool onNext[THREADS + 1];      /* the thread's last reading was of NEXT_SEQ, not of SEQ */
bool changed[THREADS + 1];     /* that word has changed since */
byte sleepsOn[THREADS + 1];    /* 0 awake, 1 on SEQ, 2 on NEXT_SEQ */
bool woken[THREADS + 1];       /* a wake-up has taken the thread off its queue */
chan seqSleepers  = [THREADS] of { byte };
chan nextSleepers = [THREADS] of { byte };

bool dead[5];
byte deaths;
byte inside;                   /* ghost: the thread that holds the lock */
#ifdef FAIR
byte overtaken[THREADS + 1];   /* ghost: newcomers that got in since the thread was woken */
bool onWay[THREADS + 1];       /* ghost: woken, and has not got in */
#endif

byte i, x;                     /* temporaries of a single step, 0 between steps */

inline bump(next) {
    i = 1;
    do
    :: i <= THREADS ->
        if
        :: onNext[i] == next -> changed[i] = true
        :: else
        fi;
        i++
    :: else -> break
    od;
    i = 0
}

inline wakeFirst(queue, n) {
    if
    :: len(queue) > 0 -> queue?x; sleepsOn[x] = 0; woken[x] = true; n = 1;
#ifdef FAIR
        if
        :: !onWay[x] -> onWay[x] = true; overtaken[x] = 0
        :: else
        fi;
#endif
        x = 0
    :: else -> n = 0
    fi
}

inline wakeAll(queue) {
    do
    :: len(queue) > 0 -> queue?x; sleepsOn[x] = 0; woken[x] = true
    :: else -> break
    od;
    x = 0
}

inline forget(t) {
    if
    :: sleepsOn[t] == 1 -> seqSleepers??eval(t)
    :: sleepsOn[t] == 2 -> nextSleepers??eval(t)
    :: else
    fi;
    sleepsOn[t] = 0
}

inline entered(me) {
    assert(inside == 0 || dead[PROC_OF(inside)]);
    inside = me;
#ifdef FAIR
    onWay[me] = false;
    overtaken[me] = 0;
    if
    :: !slept ->
        i = 1;
        do
        :: i <= THREADS ->
            if
            :: onWay[i] -> overtaken[i]++; assert(overtaken[i] <= FAIR_BOUND)
            :: else
            fi;
            i++
        :: else -> break
        od;
        i = 0
    :: else
    fi
#endif
}

#ifdef SEED_CLAIM_BEFORE_LOOP
#define AWAKE awake
#else
#define AWAKE slow
#endif

inline wakeDone() {
    if
    :: back == 0 -> goto start
    :: back == 1 -> goto stop
    :: back == 2 -> goto recover
    fi
}

proctype Thread(byte me) {
    bool slept, claim, timed, force;
    byte n;
    byte back;                 /* where wakeOne returns to: 0 start, 1 stop */

    {
    skip;
start:
    atomic {                   /* lock(): the fast path; or the thread has had enough */
        slept = false; claim = false; timed = false; force = false; n = 0; back = 0;
        changed[me] = true; onNext[me] = false;
        if
        :: goto stop
        :: MORE_ROUNDS -> USE_ROUND
        :: MORE_ROUNDS && me <= TIMED -> USE_ROUND; timed = true
        fi;
        if
        :: NEXT == 0
        :: NEXT == WOKEN -> goto fastPass
        :: IS_CLAIM(NEXT) -> goto slow
        fi
    }
fastTake:
    atomic {
        if
        :: WORD == FREE -> WORD = PROC_OF(me); entered(me); goto holding
        :: else -> goto slow
        fi
    }
fastPass:
    atomic {
        if
        :: PASSED < LIMIT -> PASSED++; goto fastTake
        :: else -> goto slow
        fi
    }
    /* ---- lock: the slow path ---- */
slow:
    atomic { onNext[me] = claim; changed[me] = false }
    atomic {
#ifndef SEED_NO_WAITERS
        WAITERS = true
#else
        skip
#endif
    }
    atomic {
        if
        :: WORD == ABANDONED -> goto abandoned
        :: WORD == FREE
        :: else ->
#ifndef SEED_CLAIM_BEFORE_LOOP
            if
            :: slept && !claim -> goto claimIt
            :: else -> goto sleep
            fi
#else
            goto sleep
#endif
        fi
    }
    atomic {                   /* the word is free: may I have it? */
        if
        :: claim
        :: !claim && NEXT == 0
        :: !claim && NEXT == WOKEN && slept
        :: !claim && NEXT == WOKEN && !slept -> goto slowPass
        :: !claim && IS_CLAIM(NEXT) -> goto sleep
        fi
    }
slowTake:
    atomic {
        if
        :: WORD == FREE -> WORD = PROC_OF(me); entered(me)
        :: else -> goto slow
        fi
    }
    atomic {                   /* nobody is on the way any longer, or it is somebody who will claim */
        if
        :: claim -> NEXT = 0
        :: !claim && slept ->
#ifdef SEED_PLAIN_CLEAR
            if
            :: NEXT == WOKEN -> goto plainClear
            :: else
            fi
#else
            if
            :: NEXT == WOKEN -> NEXT = 0       /* compare-and-set */
            :: else
            fi
#endif
        :: else
        fi
    }
slowTaken:
    atomic {
        if
        :: slept -> WAITERS = true
        :: else
        fi;
        goto holding
    }
#ifdef SEED_PLAIN_CLEAR
plainClear:
    atomic { NEXT = 0; goto slowTaken }
#endif
slowPass:
    atomic {
        if
        :: PASSED < LIMIT -> PASSED++; goto slowTake
        :: else -> goto sleep
        fi
    }
claimIt:
    atomic {
        if
        :: NEXT == 0 || NEXT == WOKEN -> NEXT = PROC_OF(me); claim = true; goto slow
        :: else -> goto sleep
        fi
    }
sleep:
    atomic {
        if
        :: changed[me] ->
#ifdef SEED_EAGAIN_IS_SLEEP
            slept = true;
#endif
            goto AWAKE
        :: changed[me] && timed -> goto leave
        :: else ->
            if
            :: claim -> nextSleepers!me; sleepsOn[me] = 2
            :: else -> seqSleepers!me; sleepsOn[me] = 1
            fi
        fi
    }
    atomic {
        if
        :: woken[me] -> woken[me] = false; slept = true; goto AWAKE
        :: woken[me] && timed -> woken[me] = false; slept = true; goto leave
        :: !woken[me] && timed -> forget(me); goto leave
        fi
    }
#ifdef SEED_CLAIM_BEFORE_LOOP
awake:
    atomic {
        if
        :: slept && !claim && WORD != FREE && (NEXT == 0 || NEXT == WOKEN) -> NEXT = PROC_OF(me); claim = true
        :: else
        fi;
        goto slow
    }
#endif
leave:
    atomic {
#ifdef FAIR
        onWay[me] = false;
#endif
        if
        :: claim -> NEXT = 0; claim = false    /* compare-and-set from me, which cannot fail */
        :: else
        fi;
        back = 0; force = true;
#ifdef SEED_LEAVE_SILENTLY
        goto start
#else
#ifdef ONLY_WOKEN_PASS_ON
        if
        :: slept -> goto passOn
        :: else -> goto start
        fi
#else
        goto passOn
#endif
#endif
    }
abandoned:
    atomic {
#ifdef FAIR
        onWay[me] = false;
#endif
        if
        :: claim -> NEXT = 0; claim = false
        :: else
        fi;
        if
        :: back = 1            /* OwnerDiedException, and the thread ends */
        :: back = 2            /* ... and the thread calls recover() */
        fi;
        force = true;
        goto passOn
    }
recover:
    atomic {
        if
        :: WORD == ABANDONED -> WORD = PROC_OF(me); entered(me)
        :: else -> goto start
        fi
    }
    /* ---- holding, and unlock ---- */
holding:
    atomic { assert(inside == me && WORD == PROC_OF(me)); WORD = FREE; inside = 0; force = false; back = 0; slept = false; claim = false; changed[me] = true; onNext[me] = false }
    atomic {
        if
        :: NEXT != 0 -> goto wakeOne
        :: else
        fi
    }
    atomic {
        if
        :: WAITERS -> goto wakeOne
        :: else -> goto start
        fi
    }
    /* ---- wakeOne ---- */
passOn:                        /* by one who leaves; the waker that took it off the queue may not have set WAITERS yet */
#ifndef SEED_LEAVER_TRUSTS_WAITERS
    atomic { WAITERS = true }
#endif
wakeOne:
    atomic {
        if
        :: IS_CLAIM(NEXT)
#ifndef SEED_WAKE_AGAIN
        :: NEXT == WOKEN && !force -> wakeDone()        /* somebody is on the way already */
        :: NEXT == WOKEN && force -> goto wakeSleeper
#else
        :: NEXT == WOKEN -> force = true; goto wakeSleeper
#endif
        :: NEXT == 0 -> goto wakeSleeper
        fi
    }
    d_step { bump(true) }
    atomic { wakeFirst(nextSleepers, n); n = 0; wakeDone() }
wakeSleeper:
    atomic {
        if
        :: WAITERS
        :: else -> wakeDone()
        fi
    }
#ifdef SEED_ALL_WAKE
    atomic { WAITERS = false }
    atomic {
        if
        :: NEXT == 0 -> NEXT = WOKEN
        :: else
        fi
    }
#else
    atomic {                   /* of several wakers one only goes on; the others look again */
        if
        :: NEXT == 0 -> NEXT = WOKEN
        :: NEXT == WOKEN && force
        :: else -> goto wakeOne
        fi
    }
    atomic { WAITERS = false }
#endif
    atomic { PASSED = 0 }
#ifndef SEED_NO_SEQ
    d_step { bump(false) }
#endif
    d_step { wakeFirst(seqSleepers, n) }
    atomic {
        if
        :: n > 0 -> n = 0;
#ifndef NO_WAITERS_AFTER_WAKE
            WAITERS = true;
#endif
            wakeDone()
        :: else ->
            if
            :: NEXT == WOKEN -> NEXT = 0
            :: else
            fi
        fi
    }
#ifndef SEED_NO_RECHECK
    atomic {                   /* a newcomer may have seen WOKEN, been refused, and gone to sleep */
        if
        :: WAITERS
        :: else -> wakeDone()
        fi
    }
    atomic {                   /* a taken word has an owner who will look at WAITERS; without this, a ping-pong with one who comes */
        if
#ifndef SEED_RECHECK_ALWAYS
        :: WORD != FREE -> wakeDone()
        :: else -> goto wakeOne
#else
        :: goto wakeOne
#endif
        fi
    }
#else
    atomic { wakeDone() }
#endif
stop:
    skip
    } unless { dead[PROC_OF(me)] }
}

#define CAN_DIE(p) ((p) <= PROCS && !dead[p] && MORTAL(p))

active proctype Killer() {
    byte t;
end:
    do
    :: atomic {
            deaths < DEATHS && (CAN_DIE(1) || CAN_DIE(2) || CAN_DIE(3) || CAN_DIE(4)) ->
            if
            :: CAN_DIE(1) -> t = 1
            :: CAN_DIE(2) -> t = 2
            :: CAN_DIE(3) -> t = 3
            :: CAN_DIE(4) -> t = 4
            fi;
            dead[t] = true; deaths++;
            i = 1;
            do
            :: i <= THREADS ->
                if
                :: PROC_OF(i) == t ->
                    forget(i); woken[i] = false; changed[i] = true; onNext[i] = false;
#ifdef FAIR
                    onWay[i] = false; overtaken[i] = 0
#endif
                :: else
                fi;
                i++
            :: else -> break
            od;
            i = 0; t = 0
        }
    od
}

/* A helper may stop before any of its steps. */
#define STEP if :: mortal -> goto gone :: true fi

#define TO_DO(p) (dead[p] && !done[p])

/* The main process repairs every death to the end; helpers (the parent, a waiter) do the same and may stop anywhere. */
proctype Repairer(bool mortal) {
    bool done[5];
    byte d;
end:
    do
    :: atomic {
            TO_DO(1) || TO_DO(2) || TO_DO(3) || TO_DO(4) ->
            if
            :: TO_DO(1) -> d = 1
            :: TO_DO(2) -> d = 2
            :: TO_DO(3) -> d = 3
            :: TO_DO(4) -> d = 4
            fi
        }
        atomic {
            STEP;
            if
#ifdef GUARD
            :: WORD == d -> WORD = FREE
#else
            :: WORD == d -> WORD = ABANDONED
#endif
            :: else
            fi
        }
        atomic {
            STEP;
            if
            :: NEXT == d -> NEXT = 0
#ifndef SEED_REPAIR_KEEPS_WOKEN
            :: NEXT == WOKEN -> NEXT = 0
#endif
            :: else
            fi
        }
#ifndef SEED_REPAIR_NO_SEQ
        atomic { STEP; bump(false) }
        atomic { STEP; bump(true) }
#endif
#ifndef SEED_REPAIR_NO_WAKE
        atomic { STEP; wakeAll(seqSleepers) }
        atomic { STEP; wakeAll(nextSleepers) }
#endif
        atomic { STEP; done[d] = true; d = 0 }
    od;
gone:
    d = 0
}

init {
    atomic {
        byte t = 1;
        do
        :: t <= THREADS -> run Thread(t); t++
        :: else -> break
        od;
        t = 0;
        run Repairer(false);
#if HELPERS > 0
        run Repairer(true)
#endif
    }
}
