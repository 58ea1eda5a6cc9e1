"""The tests of Golden Thread; folders mirror the apps."""
