"""What one does with one's own sign-in."""

from django import forms


class Ending(forms.Form):
    """Which sessions end."""

    which = forms.ChoiceField(choices=[("others", ""), ("all", "")])
