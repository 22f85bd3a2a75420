"""Addresses of acts that take two persons."""

from throughcare.powers import views
from throughcare.web.addresses import FORM, Shows, address

urlpatterns = [
    address("powers/", views.board, name="powers", shows=Shows.SELF),
    address(
        "powers/propose/<slug:power>/",
        views.propose,
        name="power-propose",
        shows=Shows.SELF,
        methods=FORM,
        steps_up=True,
    ),
    address(
        "powers/<uuid:proposal_id>/",
        views.show,
        name="proposal",
        shows=Shows.CONTENT,
        of="proposal",
    ),
    address(
        "powers/<uuid:proposal_id>/confirm/",
        views.confirm,
        name="proposal-confirm",
        shows=Shows.CONTENT,
        of="proposal",
        methods=FORM,
        steps_up=True,
    ),
    address(
        "powers/<uuid:proposal_id>/end/",
        views.end,
        name="proposal-end",
        shows=Shows.CONTENT,
        of="proposal",
        methods=FORM,
        steps_up=True,
    ),
    address(
        "powers/<uuid:proposal_id>/settle/",
        views.settle,
        name="proposal-settle",
        shows=Shows.ACT,
        of="proposal",
    ),
]
