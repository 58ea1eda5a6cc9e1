"""The figures, a file per part of the product."""
