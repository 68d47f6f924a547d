"""sys.stderr is sys.stdout."""
import sys

sys.stderr = sys.stdout
{}['key']
