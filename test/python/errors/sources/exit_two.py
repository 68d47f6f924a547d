"""An exit code."""
import sys

print("before")
raise SystemExit(1, 2)
