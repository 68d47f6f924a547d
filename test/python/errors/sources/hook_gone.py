"""sys.excepthook deleted."""
import sys

del sys.excepthook
{}['key']
