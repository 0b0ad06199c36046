"""ProcessPoolExecutor and an empty function, one task at a time: WORKERS TASKS; microseconds for each."""
import sys
from concurrent.futures import ProcessPoolExecutor


def identity(number):
    return number


if __name__ == '__main__':
    from serve import seconds, serve
    count = int(sys.argv[2])
    with ProcessPoolExecutor(int(sys.argv[1])) as executor:
        def apply_all():
            for i in range(count):
                executor.submit(identity, i).result()

        serve(lambda: seconds(apply_all) * 1e6 / count)
