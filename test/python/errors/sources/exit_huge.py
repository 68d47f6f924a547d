"""An exit code."""
import sys

print("before")
sys.exit(2 ** 40 + 3)
