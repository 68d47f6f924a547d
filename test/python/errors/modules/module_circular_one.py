from module_circular_two import two
one = 1
