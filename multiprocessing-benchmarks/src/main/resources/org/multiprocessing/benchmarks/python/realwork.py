"""Real work, calibrated for this Python, over a pool: WORKERS TASKS MICROS_EACH; the milliseconds for all of it."""
import multiprocessing
import sys
from functools import partial


def work(seed, steps):
    state = seed
    for _ in range(steps):
        state = (state * 6364136223846793005 + 1442695040888963407) & 0xffffffffffffffff
    return state


if __name__ == '__main__':
    from serve import seconds, serve
    times = sorted(seconds(lambda: work(7, 1000)) for _ in range(1000))
    steps = max(1, int(1000 * float(sys.argv[3]) * 1e-6 / times[len(times) // 4]))
    with multiprocessing.Pool(int(sys.argv[1])) as pool:
        task = partial(work, steps=steps)
        serve(lambda: seconds(lambda: pool.map(task, range(int(sys.argv[2])))) * 1e3)
