"""Addresses of posts."""

from throughcare.agencies import views
from throughcare.web.addresses import SEND, Shows, address

urlpatterns = [
    address("posts/", views.posts, name="posts", shows=Shows.SELF),
    address("posts/choose/", views.choose, name="post-choose", shows=Shows.SELF, methods=SEND),
]
