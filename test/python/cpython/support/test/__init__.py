"""Stands for CPython's package of tests; its test modules come from an installed library."""
