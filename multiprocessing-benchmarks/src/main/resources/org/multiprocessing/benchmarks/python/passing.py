"""Integers through a queue: PROCESSES (half of which put while the others take; 1 does both by turns) ITEMS; items per second."""
import multiprocessing
import sys


def put(queue, total, items):
    for i in range(items):
        queue.put(i)


def take(queue, total, items):
    numbers = 0
    for _ in range(items):
        numbers += queue.get()
    add(total, numbers)


def put_and_take(queue, total, items):
    numbers = 0
    for i in range(items):
        queue.put(i)
        numbers += queue.get()
    add(total, numbers)


def add(total, numbers):
    with total.get_lock():
        total.value += numbers


def run_rounds(barrier, work, queue, total, items):
    while True:
        barrier.wait()
        work(queue, total, items)
        barrier.wait()


if __name__ == '__main__':
    from serve import seconds, serve
    processes = int(sys.argv[1])
    pairs = max(1, processes // 2)
    share = int(sys.argv[2]) // pairs
    queue = multiprocessing.Queue()
    total = multiprocessing.Value('q', 0)
    barrier = multiprocessing.Barrier(processes + 1)
    for i in range(processes):
        work = put_and_take if processes == 1 else (put, take)[i % 2]
        arguments = (barrier, work, queue, total, share)
        multiprocessing.Process(target=run_rounds, args=arguments, daemon=True).start()

    def one_round():
        barrier.wait()
        barrier.wait()

    def sample():
        total.value = 0
        rate = share * pairs / seconds(one_round)
        assert total.value == pairs * (share * (share - 1) // 2)
        return rate

    serve(sample)
