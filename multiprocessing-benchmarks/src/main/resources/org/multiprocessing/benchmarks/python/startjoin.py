"""Starts empty processes one after the other: METHOD TIMES PAUSE_MILLIS; the milliseconds for each."""
import multiprocessing
import sys
import time


def nothing():
    pass


def start_and_join(context):
    process = context.Process(target=nothing)
    process.start()
    process.join()


if __name__ == '__main__':
    from serve import seconds, serve
    context = multiprocessing.get_context(sys.argv[1])
    times = int(sys.argv[2])
    pause = int(sys.argv[3]) / 1000

    def sample():
        total = 0
        for _ in range(times):
            total += seconds(lambda: start_and_join(context))
            if pause:
                time.sleep(pause)
        return total * 1e3 / times

    serve(sample)
