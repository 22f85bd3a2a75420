"""Addresses of alarms."""

from throughcare.alarms import views
from throughcare.web.addresses import Shows, address

urlpatterns = [address("alarms/", views.alarms, name="alarms", shows=Shows.SELF)]
