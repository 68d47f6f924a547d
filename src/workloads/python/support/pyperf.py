"""Stands for the package pyperf when `midden bench` measures programs of pyperformance: each is run once, timed from outside."""
import argparse
from time import perf_counter

__all__ = ["Runner", "perf_counter"]


class Runner(object):
    def __init__(self, add_cmdline_args=None, metadata=None, **settings):
        self.metadata = dict(metadata or {})
        self.argparser = argparse.ArgumentParser()
        self.args = None

    def parse_args(self, args=None):
        if self.args is None:
            self.args = self.argparser.parse_args(args)
        return self.args

    def bench_func(self, name, func, *args, **settings):
        self.parse_args()
        func(*args)

    def bench_time_func(self, name, time_func, *args, **settings):
        self.parse_args()
        time_func(1, *args)
