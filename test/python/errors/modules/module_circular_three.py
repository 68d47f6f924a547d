import module_circular_four
three = 3
