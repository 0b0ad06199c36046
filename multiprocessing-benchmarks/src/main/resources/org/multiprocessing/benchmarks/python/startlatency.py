"""Starts processes one after the other: METHOD PAUSE_MILLIS; the milliseconds until a process's own code runs."""
import multiprocessing
import os
import sys
import tempfile
import time


def stamp(file):
    now = time.monotonic_ns()
    with open(file, 'w') as out:
        out.write(str(now))


if __name__ == '__main__':
    from serve import serve
    context = multiprocessing.get_context(sys.argv[1])
    pause = int(sys.argv[2]) / 1000
    handle, file = tempfile.mkstemp()
    os.close(handle)

    def sample():
        time.sleep(pause)
        begin = time.monotonic_ns()
        process = context.Process(target=stamp, args=(file,))
        process.start()
        process.join()
        with open(file) as stamped:
            return (int(stamped.read()) - begin) / 1e6

    serve(sample)
    os.remove(file)
