"""The measured side of a program that takes samples when it is told to."""
import sys
import time


def serve(sample):
    print('ready', flush=True)
    for line in iter(sys.stdin.readline, ''):
        if line.startswith('warm '):
            until = time.perf_counter() + float(line.split()[1])
            sample()
            while time.perf_counter() < until:
                sample()
            print('warm', flush=True)
        else:
            print('value', sample(), flush=True)


def seconds(step):
    begin = time.perf_counter()
    step()
    return time.perf_counter() - begin
