"""One command a file; ``./run help`` lists them."""
