"""sys.excepthook is None."""
import sys

sys.excepthook = None
{}['key']
