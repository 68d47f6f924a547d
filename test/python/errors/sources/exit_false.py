"""An exit code."""
import sys

print("before")
sys.exit(False)
