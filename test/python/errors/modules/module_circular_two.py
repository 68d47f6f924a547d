from module_circular_one import one
two = 2
