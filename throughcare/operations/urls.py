"""Addresses for monitors; see `for_monitors` for who gets an answer."""

from throughcare.operations import views
from throughcare.web.addresses import Shows, address

urlpatterns = [
    address("health/live", views.live, name="health-live", shows=Shows.PUBLIC),
    address("health/ready", views.ready, name="health-ready", shows=Shows.PUBLIC),
    address("metrics", views.metrics_page, name="metrics", shows=Shows.PUBLIC),
]
