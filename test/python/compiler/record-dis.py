"""Records what CPython 3.11 compiles files to, normalised for comparison with midden's compiler.

    python3 record-dis.py [--positions] [--sources] FILE... > recorded.json

The recordings here were made in this folder and in the folder of the catalogue's programs:

    python3 record-dis.py --positions snippets/*.py > recorded/snippets.json
    python3 record-dis.py --sources *.py > recorded/programs.json

Left out: CACHE, EXTENDED_ARG, PRECALL and RESUME. Jump targets and exception ranges are instruction indexes,
forward jumps lose their direction, conditional backward jumps end in _BACKWARD.
"""

import dis
import json
import platform
import sys
import types
import warnings

DROPPED = {"CACHE", "EXTENDED_ARG", "PRECALL", "RESUME"}


def normal_name(name):
    if name == "JUMP_FORWARD":
        return "JUMP"
    if name.startswith("POP_JUMP_FORWARD_IF_"):
        return "POP_JUMP_IF_" + name.removeprefix("POP_JUMP_FORWARD_IF_")
    if name.startswith("POP_JUMP_BACKWARD_IF_"):
        return "POP_JUMP_IF_" + name.removeprefix("POP_JUMP_BACKWARD_IF_") + "_BACKWARD"
    return name


def constant(value):
    if isinstance(value, types.CodeType):
        return ["code", value.co_qualname]
    if isinstance(value, bool) or value is None or value is Ellipsis:
        return [str(value)]
    if isinstance(value, (int, float, complex)):
        return [type(value).__name__, repr(value)]
    if isinstance(value, str):
        return ["str", value]
    if isinstance(value, bytes):
        return ["bytes", list(value)]
    if isinstance(value, tuple):
        return ["tuple", [constant(item) for item in value]]
    return ["frozenset", sorted((constant(item) for item in value), key=json.dumps)]


def record(code, with_positions):
    kept = [i for i in dis.get_instructions(code) if i.opname not in DROPPED]
    offsets = [i.offset for i in kept]

    at = {}
    nexts = iter(range(len(offsets) + 1))
    position = next(nexts)
    for offset in range(0, len(code.co_code) + 2, 2):
        while position < len(offsets) and offsets[position] < offset:
            position = next(nexts)
        at[offset] = position
    jumps = set(dis.hasjrel) | set(dis.hasjabs)
    instructions = []
    for i in kept:
        arg = at[i.argval] if i.opcode in jumps else (i.arg or 0)
        instructions.append(f"{normal_name(i.opname)} {arg}")
    table = []
    for entry in dis._parse_exception_table(code):
        start, end = at[entry.start], at[entry.end]
        if start < end:
            table.append([start, end, at[entry.target], entry.depth, int(entry.lasti)])
    result = {
        "qualname": code.co_qualname,
        "firstLine": code.co_firstlineno,
        "flags": code.co_flags,
        "args": [code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount],
        "varNames": list(code.co_varnames),
        "cellNames": list(code.co_cellvars),
        "freeNames": list(code.co_freevars),
        "names": list(code.co_names),
        "constants": [constant(c) for c in code.co_consts],
        "stackSize": code.co_stacksize,
        "instructions": instructions,
        "exceptionTable": table,
    }
    if with_positions:
        all_positions = list(code.co_positions())
        result["positions"] = [
            [-1 if p is None else p for p in all_positions[offset // 2]] for offset in offsets
        ]
    return result


def flatten(code, with_positions):
    yield record(code, with_positions)
    for value in code.co_consts:
        if isinstance(value, types.CodeType):
            yield from flatten(value, with_positions)


def main():
    arguments = sys.argv[1:]
    with_positions = "--positions" in arguments
    with_sources = "--sources" in arguments
    files = {}
    sources = {}
    warnings.simplefilter("ignore")
    for path in arguments:
        if path.startswith("--"):
            continue
        with open(path, encoding="utf-8") as file:
            source = file.read()
        code = compile(source, path, "exec", dont_inherit=True)
        files[path] = list(flatten(code, with_positions))
        if with_sources:
            sources[path] = source
    recording = {"python": platform.python_version(), "files": files, "sources": sources}
    json.dump(recording, sys.stdout, separators=(",", ":"))
    sys.stdout.write("\n")


main()
