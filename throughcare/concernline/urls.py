"""Addresses of the concern line."""

from throughcare.concernline.views import desk, public
from throughcare.web.addresses import FORM, SEND, Shows, address

CONTENT, OF, PUBLIC = Shows.CONTENT, "conversation", Shows.PUBLIC

urlpatterns = [
    address("line/", public.lines, name="line", shows=PUBLIC),
    address("line/write/<slug:code>/", public.write, name="line-write", shows=PUBLIC, methods=FORM),
    address("line/back/", public.back, name="line-back", shows=PUBLIC),
    address("line/talk/", public.talk, name="line-talk", shows=Shows.HOLDER, methods=SEND),
    address("conversations/", desk.shelf, name="conversations", shows=CONTENT),
    address(
        "conversations/<uuid:conversation_id>/",
        desk.show,
        name="conversation",
        shows=CONTENT,
        of=OF,
        methods=FORM,
    ),
    address(
        "conversations/<uuid:conversation_id>/who/",
        desk.describe,
        name="conversation-who",
        shows=CONTENT,
        of=OF,
        methods=FORM,
    ),
]
