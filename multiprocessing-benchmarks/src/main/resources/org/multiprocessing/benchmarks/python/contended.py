"""Processes that contend for a lock or a value: lock|value PROCESSES TIMES (all together); nanoseconds for each time that one of
them had it."""
import multiprocessing
import sys


def take_and_release(lock, value, times):
    for _ in range(times):
        lock.acquire()
        lock.release()


def add(lock, value, times):
    for _ in range(times):
        with value.get_lock():
            value.value += 1


def run_rounds(barrier, work, lock, value, times):
    while True:
        barrier.wait()
        work(lock, value, times)
        barrier.wait()


if __name__ == '__main__':
    from serve import seconds, serve
    work = add if sys.argv[1] == 'value' else take_and_release
    processes = int(sys.argv[2])
    times = int(sys.argv[3])
    lock = multiprocessing.Lock()
    value = multiprocessing.Value('i', 0)
    barrier = multiprocessing.Barrier(processes + 1)
    for _ in range(processes):
        arguments = (barrier, work, lock, value, times // processes)
        multiprocessing.Process(target=run_rounds, args=arguments, daemon=True).start()

    def one_round():
        barrier.wait()
        barrier.wait()

    def sample():
        value.value = 0
        nanos = seconds(one_round) * 1e9 / times
        assert work is not add or value.value == times
        return nanos

    serve(sample)
