"""sys.exit with a text, and an exit function that fails."""
import atexit
import sys

def failing():
    raise ValueError("in an exit function")

atexit.register(print, "still called")
atexit.register(failing)
print("leaving")
sys.exit("a text for standard error")
