"""The demonstration council: fictional, ours, and built by the commands its users would call.

``papers`` holds the words of its papers, ``cast`` its people, ``year`` what
they did. Everything is dated from a given day, so that tests can fix the day.
"""
