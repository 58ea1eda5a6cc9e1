"""Tests of how pages look."""
