"""Addresses of the pages that show nothing of anybody."""

from throughcare.web import views
from throughcare.web.addresses import Shows, address

urlpatterns = [
    address("help/", views.help_page, name="help", shows=Shows.PUBLIC),
    address("words/", views.words, name="words", shows=Shows.PUBLIC),
    address("accessibility/", views.accessibility, name="accessibility", shows=Shows.PUBLIC),
    address("data-use/", views.data_use, name="data-use", shows=Shows.PUBLIC),
]
