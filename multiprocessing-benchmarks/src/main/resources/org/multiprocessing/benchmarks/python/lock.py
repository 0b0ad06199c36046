"""Takes and releases a lock that nobody else wants: KIND TIMES; nanoseconds for each time."""
import multiprocessing
import sys

if __name__ == '__main__':
    from serve import seconds, serve
    lock = getattr(multiprocessing, sys.argv[1])()
    times = int(sys.argv[2])

    def take_and_release():
        for _ in range(times):
            lock.acquire()
            lock.release()

    serve(lambda: seconds(take_and_release) * 1e9 / times)
