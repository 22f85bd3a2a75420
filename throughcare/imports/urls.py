"""Addresses of imports."""

from throughcare.imports import views
from throughcare.web.addresses import FORM, SEND, Shows, address

CONTENT, OF = Shows.CONTENT, "import"

urlpatterns = [
    address("imports/", views.shelf, name="imports", shows=CONTENT),
    address("imports/sheet/", views.sheet, name="import-sheet", shows=Shows.SELF, methods=FORM),
    address(
        "imports/preview/", views.preview, name="import-preview", shows=Shows.SELF, methods=SEND
    ),
    address("imports/<uuid:import_id>/", views.show, name="import", shows=CONTENT, of=OF),
    address(
        "imports/<uuid:import_id>/undo/", views.undo, name="import-undo", shows=Shows.ACT, of=OF
    ),
]
