"""Records the order in which CPython's pymalloc hands freed blocks out again.

Fills four pools of the 512-byte class exactly, frees most blocks in a scattered order (each pool keeps one, so that
no pool goes back to its arena), allocates again, and writes which block came when.

Run: python3.11 record_pymalloc_reuse.py > pymalloc-reuse.json
"""
import json
import platform
import sys

PER_POOL = 31  # (16384 - 48) // 512
POOLS = 4
COUNT = PER_POOL * POOLS
POOL_MASK = 16383
SIZE = 470  # a bytes object of 503 bytes


def main():
    # lists of their final length: one that grows would itself need blocks of this class
    filler = [None] * 1000
    blocks = [None] * COUNT
    for k in range(len(filler)):
        filler[k] = bytes(SIZE)
        if (id(filler[k]) & POOL_MASK) - 48 == (PER_POOL - 1) * 512:
            break
    for k in range(COUNT):
        blocks[k] = bytes(SIZE)
    index = {id(block): k for k, block in enumerate(blocks)}
    starts = [id(blocks[k * PER_POOL]) & POOL_MASK for k in range(POOLS)]
    assert starts == [48] * POOLS, starts
    order = [(k * 37 + 11) % COUNT for k in range(COUNT)]
    freed = [k for k in order if k % PER_POOL != 5]
    again = [None] * len(freed)
    block = None
    for k in freed:
        blocks[k] = None
    for k in range(len(freed)):
        again[k] = bytes(SIZE)
    reused = [index[id(block)] for block in again]
    json.dump(
        {
            "recorded": f"{platform.python_implementation()} {platform.python_version()}",
            "blockWords": 128,
            "blocks": COUNT,
            "freed": freed,
            "reused": reused,
        },
        sys.stdout,
    )


main()
