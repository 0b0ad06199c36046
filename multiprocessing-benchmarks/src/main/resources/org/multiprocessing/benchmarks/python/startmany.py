"""Starts empty processes without waiting for any of them, and joins them all: METHOD NUMBER; the milliseconds for each."""
import multiprocessing
import sys


def nothing():
    pass


def start_and_join(context, number):
    processes = [context.Process(target=nothing) for _ in range(number)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()


if __name__ == '__main__':
    from serve import seconds, serve
    context = multiprocessing.get_context(sys.argv[1])
    number = int(sys.argv[2])
    serve(lambda: seconds(lambda: start_and_join(context, number)) * 1e3 / number)
