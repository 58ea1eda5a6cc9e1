"""One reader for each format, and what they share.

``text``, ``csv``, ``excel`` and ``word`` each turn an open file into the
blocks of a ``Document``. Readers write nothing, follow no link and open no
other file. They are called through ``goldenthread.intake.reading``, which
checks the content against the ending first.
"""
