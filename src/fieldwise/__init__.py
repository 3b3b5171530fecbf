"""Fieldwise: machine learning, told in the language of your own field."""

__version__ = "0.1.0"
