"""Calls of objects in a manager's server: set or create, TIMES; microseconds for each."""
import multiprocessing
import sys

if __name__ == '__main__':
    from serve import seconds, serve
    times = int(sys.argv[2])
    manager = multiprocessing.Manager()
    shared = manager.dict()

    def set_entries():
        for i in range(times):
            shared[i % 100] = i

    def create_and_drop():
        for _ in range(times):
            manager.dict()

    work = set_entries if sys.argv[1] == 'set' else create_and_drop
    serve(lambda: seconds(work) * 1e6 / times)
