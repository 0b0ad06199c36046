"""Processes that set entries of one managed dict: rate|latency PROCESSES TIMES (all together); calls per second of all together, or
microseconds for 99 of 100 calls."""
import multiprocessing
import sys
import time


def run_rounds(barrier, shared, slow, times):
    while True:
        barrier.wait()
        taken = []
        for i in range(times):
            begin = time.perf_counter()
            shared[i % 100] = i
            taken.append(time.perf_counter() - begin)
        taken.sort()
        with slow.get_lock():
            slow.value += taken[times * 99 // 100]
        barrier.wait()


if __name__ == '__main__':
    from serve import seconds, serve
    processes = int(sys.argv[2])
    share = int(sys.argv[3]) // processes
    shared = multiprocessing.Manager().dict()
    slow = multiprocessing.Value('d', 0)
    barrier = multiprocessing.Barrier(processes + 1)
    for _ in range(processes):
        arguments = (barrier, shared, slow, share)
        multiprocessing.Process(target=run_rounds, args=arguments, daemon=True).start()

    def one_round():
        barrier.wait()
        barrier.wait()

    def sample():
        slow.value = 0
        rate = share * processes / seconds(one_round)
        return slow.value * 1e6 / processes if sys.argv[1] == 'latency' else rate

    serve(sample)
