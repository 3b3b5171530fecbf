"""Tests of the figures to play with."""
