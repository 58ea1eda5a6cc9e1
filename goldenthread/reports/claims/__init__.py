"""What a report says of its plan, found in its sentences and held against a closed round.

Words: a *claim* is a figure, or a reference to an action with what is said of it; the *facts* are those of one closed
round as plain values; a claim is *confirmed*, *contradicted* or *not checkable*. ``finding.find_claims`` reads
sentences, ``checking.check_claims`` compares, ``facts.RoundFacts`` is what they are compared with.

Pure: text and values in, values out. No database, no page, no clock. A text may come from our own editor or be a whole
report written elsewhere.
"""
