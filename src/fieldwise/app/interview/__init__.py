"""The interview as a form in the app: the same questions, with what they come to beside them."""

from fieldwise.app.interview.form import Form, open_form

__all__ = ["Form", "open_form"]
