"""A fresh program that prints the first result of a pool: METHOD [WORKERS]."""
import multiprocessing
import sys


def identity(number):
    return number


if __name__ == '__main__':
    workers = int(sys.argv[2]) if len(sys.argv) > 2 else 2
    with multiprocessing.get_context(sys.argv[1]).Pool(workers) as pool:
        print('first', pool.apply(identity, (42,)), flush=True)
