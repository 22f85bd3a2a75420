"""Addresses of posts."""

from throughcare.agencies import views
from throughcare.web.addresses import FORM, SEND, Shows, address

urlpatterns = [
    address("posts/", views.posts, name="posts", shows=Shows.SELF),
    address("posts/choose/", views.choose, name="post-choose", shows=Shows.SELF, methods=SEND),
    address("account/", views.account, name="account", shows=Shows.SELF, methods=FORM),
    address("account/step-up/", views.step_up, name="step-up", shows=Shows.SELF),
]
