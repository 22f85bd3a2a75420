"""Addresses of coming in."""

from throughcare.demo import views
from throughcare.web.addresses import SEND, Shows, address

urlpatterns = [
    address("welcome/", views.welcome, name="welcome", shows=Shows.PUBLIC),
    address(
        "welcome/choose/", views.sign_in, name="demo-sign-in", shows=Shows.PUBLIC, methods=SEND
    ),
]
