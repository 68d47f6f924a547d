"""Runs every program beside this file with this interpreter and records what it prints. Needs CPython 3.11."""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2]))
from recording import record_beside

record_beside(__file__, '-W', 'ignore')
