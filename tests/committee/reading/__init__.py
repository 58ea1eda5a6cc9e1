"""Tests of the reading of agendas, minutes and cover reports."""
