"""What ``./run bench`` measures: processor time and peak memory of a figure, beside a floor in the same run.

A floor is the least any program would need for the same result. Machines
differ and are shared; the ratio of a figure to its floor says more than either.
"""
