"""A pool all of whose workers have done something, and then nothing: METHOD WORKERS; prints their pids."""
import multiprocessing
import os
import sys
import time


def identity(number):
    return number


def take_part(seconds):
    time.sleep(seconds)
    return os.getpid()


if __name__ == '__main__':
    workers = int(sys.argv[2])
    with multiprocessing.get_context(sys.argv[1]).Pool(workers) as pool:
        pids = set()
        while len(pids) < workers:
            pids.update(pool.map(take_part, [0.02] * workers, chunksize=1))
        pool.map(identity, [1] * (50 * workers), chunksize=1)
        print('pids', *sorted(pids), flush=True)
        sys.stdin.read()
