"""Kills the process that holds a lock for which another one waits; milliseconds until the waiter knows."""
import multiprocessing
import os
import signal
import sys
import time

LIMIT = 2


def own(lock, held):
    lock.acquire()
    held.set()
    time.sleep(60)


def wait_for_lock(lock, noticed):
    if lock.acquire(timeout=LIMIT):
        noticed.value = time.monotonic()


def sample():
    lock = multiprocessing.Lock()
    held = multiprocessing.Event()
    noticed = multiprocessing.Value('d', 0)
    owner = multiprocessing.Process(target=own, args=(lock, held), daemon=True)
    owner.start()
    held.wait()
    waiter = multiprocessing.Process(target=wait_for_lock, args=(lock, noticed), daemon=True)
    waiter.start()
    time.sleep(0.1)
    begin = time.monotonic()
    os.kill(owner.pid, signal.SIGKILL)
    waiter.join()
    if noticed.value == 0:
        print('failed nothing within', LIMIT, 's: the lock of a killed process stays locked', flush=True)
        sys.exit()
    return (noticed.value - begin) * 1e3


if __name__ == '__main__':
    from serve import serve
    serve(sample)
