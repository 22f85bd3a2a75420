"""Choosing who to be."""

from django import forms


class Choose(forms.Form):
    """The post that somebody chose on the sign-in page."""

    post = forms.UUIDField()
