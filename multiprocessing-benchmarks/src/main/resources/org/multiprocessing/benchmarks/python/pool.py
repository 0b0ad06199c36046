"""A pool and an empty function: map WORKERS ITEMS CHUNK (0: automatic), items per second; apply WORKERS TASKS,
microseconds for each."""
import multiprocessing
import sys


def identity(number):
    return number


if __name__ == '__main__':
    from serve import seconds, serve
    count = int(sys.argv[3])
    with multiprocessing.Pool(int(sys.argv[2])) as pool:
        if sys.argv[1] == 'map':
            chunk = int(sys.argv[4]) or None
            serve(lambda: count / seconds(lambda: pool.map(identity, range(count), chunksize=chunk)))
        else:
            def apply_all():
                for i in range(count):
                    pool.apply(identity, (i,))

            serve(lambda: seconds(apply_all) * 1e6 / count)
