/*
 * A condition's list of waiting nodes, over a guard whose owner may die (the guard itself is lock.pml's subject: here it is atomic).
 *
 * Program: consumers wait while there is no item and take one; producers add one and signal(1). A process may die before any
 * step. When nothing moves any longer, no live consumer may sleep while an item is there: it would be a signal that got lost.
 *
 * A node's state is one word: KIND and a LINKED bit. The owner's last step clears KIND, whoever unlinks clears LINKED,
 * and the word 0 is a free node; so neither can free a node that the other still uses.
 *
 * Sizes:    CONSUMERS, PRODUCERS, EATS and PUTS (rounds of each), NODES, DEATHS, MORTALS (threads 1..MORTALS may
 *           die), TIMED (consumers 1..TIMED may leave), HELPERS (0 or 1: a second repairer, which may stop half-way).
 * Variants: GUARD   the guard repairs itself (a dead owner's word becomes free) instead of being abandoned
 * Seeds:    SEED_*  one error each, see the note; the model must fail with any of them.
 */
#ifndef CONSUMERS
#define CONSUMERS 2
#endif
#ifndef PRODUCERS
#define PRODUCERS 1
#endif
#ifndef EATS
#define EATS 1
#endif
#ifndef PUTS
#define PUTS 2
#endif
#ifndef NODES
#define NODES (CONSUMERS + DEATHS)     /* a dead owner's unlinked node is not given back */
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
#define THREADS (CONSUMERS + PRODUCERS)
#ifndef MORTALS
#define MORTALS THREADS
#endif

#define ABANDONED 255
#define DONE      0
#define WAITING   1
#define SIGNALLED 2
#define LEFT      3

byte guard;                        /* 0, the owner, or ABANDONED */
byte head, tail;                   /* tail: 0 = unknown, walk from head */
byte kind[NODES + 1];
bool linked[NODES + 1];
byte owner[NODES + 1];             /* given with the node; a repairer adopts a dead one's node */
byte next[NODES + 1];
bool changed[NODES + 1];           /* the node's futex word changed since its owner read it */
byte sleeper[NODES + 1];           /* who sleeps on it */
bool woken[THREADS + 1];

byte items;
bool ended[5];           /* has no more to do: its death would change nothing */
bool dead[8];            /* the last two: helper, main process */
byte deaths;
byte sent, received;               /* ghosts */
bool guardDied;
byte i, j;                         /* temporaries of a single step */

inline find(n, before) {           /* before = the node before n, 0 = n is first, NODES + 1 = not in the list */
    before = NODES + 1;
    i = head; j = 0;
    do
    :: i == 0 -> break
    :: i == n -> before = j; break
    :: else -> assert(i != next[i] && linked[i]); j = i; i = next[i]
    od;
    i = 0; j = 0
}

inline notInList(n) {
    i = head; j = 0;
    do
    :: i == 0 -> break
    :: else -> assert(i != n && j < NODES); i = next[i]; j++       /* and the list has an end */
    od;
    j = 0
}

/* whoever makes the word 0 frees the node: it must not be in the list then (the rest is only to have fewer states) */
inline freed(n) {
    if
    :: kind[n] == DONE && !linked[n] -> notInList(n); owner[n] = 0; next[n] = 0; changed[n] = false
    :: else
    fi
}

inline clearLinked(n) {
    linked[n] = false;
    freed(n)
}

inline clearKind(n) {
    kind[n] = DONE;
    freed(n)
}

inline wake(n) {
    if
    :: sleeper[n] != 0 -> woken[sleeper[n]] = true; sleeper[n] = 0
    :: else
    fi
}

#define TAKE_GUARD(me) atomic { if :: guard == 0 -> guard = me :: guard == ABANDONED -> goto ownerDied fi }

proctype Consumer(byte me) {
    byte node, prev, rounds;
    bool left;
    {
    rounds = EATS;
again:
    TAKE_GUARD(me);
check:
    atomic {
        if
        :: items > 0 -> goto eat
        :: else
        fi;
        /* await: a node of its own */
        node = 1;
        do
        :: kind[node] == DONE && !linked[node] -> break
        :: else -> node++; assert(node <= NODES)
        od;
        kind[node] = WAITING; linked[node] = true; owner[node] = me; left = false
    }
    atomic {                       /* its link is cleared; the last node, while the guard is ours; the hint is withdrawn before the list changes */
        next[node] = 0; prev = (tail != 0 -> tail : head);
        do
        :: prev != 0 && next[prev] != 0 -> prev = next[prev]
        :: else -> break
        od;
#ifndef SEED_TAIL_TRUSTED
        tail = 0
#endif
    }
    atomic {
        if
        :: prev == 0 -> head = node
        :: else -> next[prev] = node
        fi;
        prev = 0
    }
    atomic { tail = node }
    atomic { guard = 0 }
look:
    atomic { changed[node] = false; assert(owner[node] == me) }
    atomic {
        if
        :: kind[node] == WAITING
        :: else -> goto back
        fi
    }
    atomic {
        if
        :: changed[node] -> goto look
        :: else -> sleeper[node] = me
        fi
    }
endAsleep:
    atomic {
        if
        :: woken[me] -> woken[me] = false; goto look
        :: me <= TIMED -> woken[me] = false;
            if
            :: sleeper[node] == me -> sleeper[node] = 0
            :: else
            fi
        fi
    }
    atomic {                       /* timeout, interrupt: a signal that came first is ours */
        if
        :: kind[node] == WAITING -> kind[node] = LEFT
        :: else
        fi
    }
back:
    atomic { if :: guard == 0 -> guard = me :: guard == ABANDONED -> goto ownerDiedInside fi }
    atomic {
        if
        :: linked[node] -> goto search
        :: else -> goto finish
        fi
    }
search:
    atomic {
#ifndef SEED_FREE_LINKED
        find(node, prev);
        if
        :: prev > NODES -> prev = 0; goto unlinked
        :: else
        fi
#ifndef SEED_TAIL_TRUSTED
        ; tail = 0
#endif
#else
        prev = 0; goto unlinked
#endif
    }
    atomic {
        if
        :: prev == 0 -> head = next[node]
        :: else -> next[prev] = next[node]
        fi
    }
#ifdef SEED_TAIL_TRUSTED
    atomic {
        if
        :: tail == node -> tail = prev
        :: else
        fi
    }
#endif
unlinked:
    atomic { clearLinked(node); prev = 0 }
finish:
    atomic {
        assert(owner[node] == me);
        if
        :: kind[node] == SIGNALLED -> received++
        :: else
        fi;
        left = (kind[node] == LEFT);
        assert(guardDied || received <= sent);
        clearKind(node);
        node = 0;
        if
        :: left -> left = false; goto giveUp
        :: else -> goto check
        fi
    }
eat:
    atomic { assert(guard == me); items-- }
giveUp:
    atomic {
        guard = 0; rounds--;
        if
        :: rounds > 0 -> goto again
        :: else -> goto stop
        fi
    }
ownerDiedInside:                   /* without the guard: a walker unlinks the node */
    atomic { assert(owner[node] == me); clearKind(node); node = 0 }
ownerDied:
    atomic {
        if
        :: goto stop
        :: guard == ABANDONED -> guard = me; goto check     /* recover() */
        fi
    }
stop:
    atomic { ended[me] = true }
    } unless { dead[me] }
}

proctype Producer(byte me) {
    byte n, was, rounds;
    bool hit;
    {
    rounds = PUTS;
again:
    TAKE_GUARD(me);
put:
    atomic { items++; n = 1 }
walk:                              /* signal(1): the first node is always the one to look at */
    atomic {
        if
        :: n == 0 || head == 0 -> goto release
        :: else
        fi
    }
#ifdef SEED_UNLINK_FIRST
    atomic { j = head; head = next[head]; n = j; j = 0; tail = 0 }
    atomic { if :: kind[n] == WAITING -> kind[n] = SIGNALLED; sent++; hit = true :: else fi }
    atomic { changed[n] = true }
    atomic { wake(n) }
    atomic { clearLinked(n); if :: hit -> hit = false; n = 0 :: else -> n = 1 fi; goto walk }
#endif
    atomic {
        if
        :: kind[head] == WAITING -> kind[head] = SIGNALLED; hit = true; sent++
        :: else
#ifdef SEED_WALKER_FREES_LEFT
            ; if
            :: kind[head] == LEFT -> kind[head] = DONE
            :: else
            fi
#endif
        fi
    }
    atomic {
        if
        :: hit -> changed[head] = true
        :: else
        fi
    }
#ifndef SEED_SIGNAL_NO_WAKE
    atomic {
        if
        :: hit -> wake(head)
        :: else
        fi
    }
#endif
#ifndef SEED_TAIL_TRUSTED
    atomic { tail = 0 }
#endif
    atomic {
        if
        :: hit -> hit = false; n = 0
        :: else -> n = 1
        fi;
        was = head;
        head = next[head]
    }
#ifdef SEED_TAIL_TRUSTED
    atomic {
        if
        :: head == 0 -> tail = 0
        :: else
        fi
    }
#endif
    atomic { clearLinked(was); was = 0; goto walk }
release:
    atomic {
        guard = 0; rounds--; n = 0;
        if
        :: rounds > 0 -> goto again
        :: else -> goto stop
        fi
    }
ownerDied:
    atomic {
        if
        :: goto stop
        :: guard == ABANDONED -> guard = me; goto put
        fi
    }
stop:
    atomic { ended[me] = true }
    } unless { dead[me] }
}

#define CAN_DIE(p) ((p) <= MORTALS && !dead[p] && !ended[p])

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
            if
            :: guard == t -> guardDied = true
            :: else
            fi;
            i = 1;
            do
            :: i <= NODES ->
                if
                :: sleeper[i] == t -> sleeper[i] = 0
                :: else
                fi;
                i++
            :: else -> break
            od;
            i = 0; woken[t] = false; t = 0
        }
    od
}

/* A helper may stop before any of its steps; that is its death, and the main process repairs it too. */
#define STEP if :: mortal -> dead[me] = true; goto gone :: true fi
#define TO_DO(p) ((p) <= THREADS + 1 && (p) != me && dead[p] && !done[p])

/* a scan of the cells, one by one; those it passes over cannot become of interest later */
#define SKIP(n, interesting) n = 1; do :: n <= NODES && !(interesting) -> n++ :: else -> break od
#define UNDER_DEAD_GUARD(n) (guard == d && kind[n] == WAITING)
#define OF_DEAD(n) (owner[n] == d && kind[n] != DONE)

inline repairGuard() {
    if
#ifdef GUARD
    :: guard == d -> guard = 0
#else
    :: guard == d -> guard = ABANDONED
#endif
    :: else
    fi
}

proctype Repairer(byte me; bool mortal) {
    bool done[THREADS + 3];
    byte d, n, m;
end:
    do
    :: atomic {
            TO_DO(1) || TO_DO(2) || TO_DO(3) || TO_DO(4) || TO_DO(5) ->
            if
            :: TO_DO(1) -> d = 1
            :: TO_DO(2) -> d = 2
            :: TO_DO(3) -> d = 3
            :: TO_DO(4) -> d = 4
            :: TO_DO(5) -> d = 5
            fi
        }
#ifdef SEED_GUARD_FIRST
        atomic { STEP; repairGuard() }
#endif
        /* whoever waits under a guard whose owner died returns, and finds out when it takes the guard */
#ifndef SEED_WAITERS_STAY
        do
        :: atomic {
                STEP;
                SKIP(n, UNDER_DEAD_GUARD(n));
                if
                :: n <= NODES -> kind[n] = SIGNALLED; n = 0
                :: else -> n = 0; break
                fi
            }
        od;
#endif
#ifndef SEED_GUARD_FIRST
        atomic { STEP; repairGuard() }
#endif
        /* the nodes of the dead */
nodesOfDead:
        do
        :: atomic {
                STEP;
                SKIP(n, OF_DEAD(n));
                if
                :: n > NODES -> n = 1; break
                :: n <= NODES && kind[n] != SIGNALLED -> clearKind(n); n = 0
                :: n <= NODES && kind[n] == SIGNALLED -> owner[n] = me; m = 1; goto pass     /* compare-and-set: adopted */
                fi
            }
        od;
        /* a signaller, or a repairer, may have died between a node's SIGNALLED and its wake-up */
#ifndef SEED_REPAIR_NO_WAKE
        do
        :: atomic { n <= NODES && kind[n] != DONE -> STEP; changed[n] = true }
            atomic { STEP; wake(n); n++ }
        :: atomic { n <= NODES && kind[n] == DONE -> n++ }
        :: atomic { n > NODES -> break }
        od;
#endif
        atomic { STEP; done[d] = true; d = 0; n = 0 }
    od;
/* the signal of a dead waiter, whose node n is now ours, goes to anybody who waits */
pass:
#ifdef SEED_DONE_BEFORE_PASS
    atomic { STEP; clearKind(n) }
#endif
    do
    :: atomic { m <= NODES && kind[m] != WAITING -> m++ }
    :: atomic {
            m <= NODES && kind[m] == WAITING ->
            STEP;
#ifndef SEED_SIGNAL_DIES
            kind[m] = SIGNALLED;
#endif
            m = NODES + 1
        }
    :: atomic { m > NODES -> m = 0; break }
    od;
#ifdef SEED_DONE_BEFORE_PASS
    atomic { n = 0; goto nodesOfDead }
#else
    atomic { STEP; assert(owner[n] == me); clearKind(n); n = 0; goto nodesOfDead }
#endif
gone:
    atomic { d = 0; n = 0; m = 0 }
}

/* nothing moves any longer */
active proctype Watch() {
    byte t;
end:
    atomic {
        timeout ->
        t = 1;
        do
        :: t <= NODES ->
            assert(!(sleeper[t] != 0 && items > 0));
            assert(!(sleeper[t] != 0 && guard == ABANDONED));
            assert(!(sleeper[t] != 0 && kind[t] != WAITING));
            t++
        :: else -> break
        od
    }
}

init {
    atomic {
        byte t = 1;
        do
        :: t <= CONSUMERS -> run Consumer(t); t++
        :: t > CONSUMERS && t <= THREADS -> run Producer(t); t++
        :: else -> break
        od;
        t = 0;
#if HELPERS > 0
        run Repairer(THREADS + 1, true);
#endif
        run Repairer(THREADS + 2, false)
    }
}
