"""The index: one port (``index``, ``search``), two adapters (SQLite FTS5 and PostgreSQL ``tsvector``).

Commands put a text in together with the scope whose readers may find it; a
search is always asked with the scopes the reader may see.
"""
