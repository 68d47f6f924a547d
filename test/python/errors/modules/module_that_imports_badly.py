from sys import nothing_here
