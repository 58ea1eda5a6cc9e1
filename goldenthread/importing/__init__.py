"""The desk where a paper is read, reviewed and accepted.

Words of this app: paper (the file somebody brings), review (the source row beside what was understood), correction,
receipt. What a row means is decided in ``plan``; here it is shown, corrected and taken.
"""
