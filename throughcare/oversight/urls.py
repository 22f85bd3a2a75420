"""Addresses of reading the trail."""

from throughcare.oversight import views
from throughcare.web.addresses import Shows, address

CONTENT = Shows.CONTENT

urlpatterns = [
    address("looks/", views.own, name="looks", shows=CONTENT),
    address(
        "cases/<uuid:case_id>/looks/", views.looks, name="case-looks", shows=CONTENT, of="case"
    ),
    address("oversight/", views.overseen, name="oversight", shows=CONTENT),
    address("oversight/trail.csv", views.file, name="oversight-file", shows=CONTENT),
    address("oversight/month/", views.month, name="oversight-month", shows=CONTENT),
]
