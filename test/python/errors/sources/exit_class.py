"""An exit code."""
import sys

print("before")
raise SystemExit
