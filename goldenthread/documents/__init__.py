"""Stored files: what was uploaded or made, its hash and size, and how it is kept whole and backed up.

A file is served only by an authorising view of the app that owns it, and always as an attachment.
"""
