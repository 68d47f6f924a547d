import argparse
import sys


def attempt(parser, *args):
    try:
        print(list(args), parser.parse_args(list(args)))
    except SystemExit as exit:
        print(list(args), "exit", exit.code)


def positive(text):
    value = int(text)
    if value <= 0:
        raise argparse.ArgumentTypeError("%s is not positive" % text)
    return value


sys.stderr = sys.stdout
parser = argparse.ArgumentParser(prog="tool", description="Does things to files, many of them, as often as it is told "
                                 "to, and prints a summary.", epilog="That is all of %(prog)s.")
parser.add_argument("file", help="what to work on")
parser.add_argument("more", nargs="*", help="more of it")
parser.add_argument("-n", "--count", type=int, default=3, help="how often (default: %(default)s)")
parser.add_argument("-v", "--verbose", action="count", default=0)
parser.add_argument("--level", choices=["low", "high"], default="low", help="one of %(choices)s")
parser.add_argument("-D", "--define", action="append", metavar="NAME=VALUE")
parser.add_argument("--no-cache", dest="cache", action="store_false")
parser.add_argument("--size", nargs=2, type=float, metavar=("W", "H"))
parser.add_argument("--workers", type=positive, required=False)
parser.add_argument("--secret", help=argparse.SUPPRESS)
parser.add_argument("--fast", action="store_const", const=9, default=1)
parser.add_argument("--version", action="version", version="%(prog)s 1.2")
print(parser.format_usage(), end="")
print(parser.format_help(), end="")
attempt(parser, "a")
attempt(parser, "a", "b", "c", "-n", "5", "-vv", "--level=high")
attempt(parser, "a", "-n5", "-Dx=1", "--define", "y", "--no-cache", "--fast")
attempt(parser, "--size", "1", "2.5", "a")
attempt(parser, "--size", "1", "a")
attempt(parser, "--size", "one", "two", "a")
attempt(parser, "a", "-n", "x")
attempt(parser, "a", "-n", "-4")
attempt(parser, "a", "--count=-4", "--verb")
attempt(parser, "a", "--level", "middle")
attempt(parser, "a", "--ver")
attempt(parser, "a", "--workers", "0")
attempt(parser, "a", "--workers", "7")
attempt(parser)
attempt(parser, "a", "--unknown", "b")
attempt(parser, "a", "--", "-b", "--c")
attempt(parser, "-n")
attempt(parser, "a", "--no-cache=1")
attempt(parser, "a", "-vn")
attempt(parser, "a", "-vvx")
attempt(parser, "--version")
attempt(parser, "-h")
print(parser.parse_known_args(["a", "--what", "-v", "b"]))

parser = argparse.ArgumentParser(prog="p", usage="%(prog)s [options]", add_help=False)
parser.add_argument("first", nargs="?", default="7", type=int)
parser.add_argument("rest", nargs="+")
group = parser.add_argument_group("special", "Special options.")
group.add_argument("--x", nargs="?", const="const", default="default")
group.add_argument("--y", nargs="*")
group.add_argument("--z", nargs="+", action="extend", default=["0"])
print(parser.format_help(), end="")
attempt(parser, "1")
attempt(parser, "1", "2")
attempt(parser, "1", "2", "3", "--x", "--y")
attempt(parser, "1", "2", "--x", "5", "--y", "6", "7", "--z", "8", "9")
attempt(parser, "one", "2")
attempt(parser, "1", "2", "--z")

parser = argparse.ArgumentParser(prog="q")
group = parser.add_mutually_exclusive_group(required=True)
group.add_argument("--on", action="store_true", help="switch it on")
group.add_argument("--off", action="store_true", help="switch it off")
group.add_argument("--at", type=int, metavar="N")
parser.add_argument("--need", required=True)
parser.add_argument("command", nargs=argparse.REMAINDER)
parser.set_defaults(handler="none", need="no")
print(parser.format_help(), end="")
attempt(parser, "--need", "1")
attempt(parser, "--on")
attempt(parser, "--on", "--off", "--need", "1")
attempt(parser, "--on", "--need", "1", "run", "--off", "x")
attempt(parser, "--at", "4", "--need", "1")

parser = argparse.ArgumentParser(prog="r", allow_abbrev=False, exit_on_error=False, argument_default=argparse.SUPPRESS)
parser.add_argument("--alpha", type=int)
parser.add_argument("-2", dest="two", action="store_true")
print(parser.parse_args([]), parser.parse_args(["-2", "--alpha", "2"]))
for args in (["--alpha", "x"], ["--alpha"]):
    try:
        print(parser.parse_args(args))
    except argparse.ArgumentError as error:
        print(type(error), error)
try:
    parser.add_argument("--alpha")
except argparse.ArgumentError as error:
    print(error)
for names, settings in [((), {}), (("--a", "b"), {}), (("x",), {"dest": "y"}), (("x",), {"required": True}),
                        (("--n",), {"nargs": 0}), (("--t",), {"type": "int"}), (("--q",), {"action": "what"})]:
    try:
        parser.add_argument(*names, **settings)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
space = argparse.Namespace(a=1, b="x")
print(space, space == argparse.Namespace(a=1, b="x"), space != argparse.Namespace(), "a" in space, vars(space))
