"""Facts: what an author inserts in place of figures. Each is a question to one closed round, with its list behind it.

Words: a *book* is one closed round as plain values; a *fact* is asked of it by name and answered as words with the
list behind them, or as blocks of a paper. Pure: values in, values out; nothing here asks the database or the clock.
"""
