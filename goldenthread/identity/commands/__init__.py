"""Every change to people, accounts, posts, roles and leave: a file per family, a function per intention.

Each is keyword-only, takes its actor as ``by``, asks ``policy``, checks the
rule, writes only its fields and makes one ledger entry, all in one transaction.
"""
