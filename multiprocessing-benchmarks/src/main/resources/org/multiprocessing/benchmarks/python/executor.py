"""ProcessPoolExecutor and an empty function: map WORKERS ITEMS CHUNK (0: what Pool would choose), items per second; apply
WORKERS TASKS, one task at a time, microseconds for each."""
import sys
from concurrent.futures import ProcessPoolExecutor


def identity(number):
    return number


if __name__ == '__main__':
    from serve import seconds, serve
    workers, count = int(sys.argv[2]), int(sys.argv[3])
    with ProcessPoolExecutor(workers) as executor:
        if sys.argv[1] == 'map':
            chunk = int(sys.argv[4]) or -(-count // (4 * workers))

            def map_all():
                for _ in executor.map(identity, range(count), chunksize=chunk):
                    pass

            serve(lambda: count / seconds(map_all))
        else:
            def apply_all():
                for i in range(count):
                    executor.submit(identity, i).result()

            serve(lambda: seconds(apply_all) * 1e6 / count)
