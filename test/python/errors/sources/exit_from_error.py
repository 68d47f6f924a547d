"""An exit while another error is handled prints nothing of it."""
import sys

try:
    1 / 0
except ZeroDivisionError:
    sys.exit('leaving')
