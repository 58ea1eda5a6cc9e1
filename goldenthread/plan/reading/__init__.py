"""Understanding a plan on paper: from a neutral document to actions, problems and sources.

Pure functions over values; no database, no files. ``read_plan`` in
``reader.py`` is the door.
"""
