"""Tests of the gate on the way out."""
