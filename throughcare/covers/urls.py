"""The address of covers."""

from throughcare.covers import views
from throughcare.web.addresses import FORM, Shows, address

urlpatterns = [address("cover/", views.cover, name="cover", shows=Shows.CONTENT, methods=FORM)]
