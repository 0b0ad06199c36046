"""Kills one of two busy workers: pool or executor; milliseconds until its task has an outcome."""
import multiprocessing
import os
import signal
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

LIMIT = 2


def stay_while_there(file):
    with open(file + '-draft', 'w') as draft:
        draft.write(str(os.getpid()))
    os.rename(file + '-draft', file)
    while os.path.exists(file):
        time.sleep(0.002)


def await_text(file):
    while not os.path.exists(file):
        time.sleep(0.002)
    with open(file) as text:
        return text.read()


def kill_one(submit, folder, outcome):
    """Returns the seconds until the outcome of the killed worker's task."""
    files = [os.path.join(folder, name) for name in ('victim', 'other')]
    victim, other = [submit(stay_while_there, file) for file in files]
    pid = int(await_text(files[0]))
    await_text(files[1])
    begin = time.perf_counter()
    os.kill(pid, signal.SIGKILL)
    try:
        outcome(victim)
        return time.perf_counter() - begin
    finally:
        for file in files:
            os.remove(file)


def pool_sample(folder):
    def outcome(result):
        try:
            result.get(LIMIT)
        except multiprocessing.TimeoutError:
            print('failed no outcome within', LIMIT, 's: a task whose worker dies is lost', flush=True)
            sys.exit()
        raise AssertionError('the task of a killed worker has a result')

    with multiprocessing.Pool(2) as pool:
        return kill_one(lambda f, file: pool.apply_async(f, (file,)), folder, outcome)


def executor_sample(folder):
    def outcome(result):
        try:
            result.result(LIMIT)
        except BrokenProcessPool:
            return
        raise AssertionError('the task of a killed worker has a result')

    with ProcessPoolExecutor(2) as executor:  # a new one each time: the death of one worker breaks it
        return kill_one(executor.submit, folder, outcome)


if __name__ == '__main__':
    from serve import serve
    with tempfile.TemporaryDirectory() as folder:
        sample = pool_sample if sys.argv[1] == 'pool' else executor_sample
        serve(lambda: sample(folder) * 1e3)
