"""All addresses, app by app."""

from allauth.account import views as account
from django.urls import include, path

from throughcare.web import middleware

urlpatterns = [
    path("", include("throughcare.web.urls")),
    path("", include("throughcare.agencies.urls")),
    path("", include("throughcare.entries.urls")),
    path("", include("throughcare.notes.urls")),
    path("", include("throughcare.desk.urls")),
    path("", include("throughcare.demo.urls")),
    path("", include("throughcare.operations.urls")),
    path("account/login/", account.login, name="account_login"),
    path("account/logout/", account.logout, name="account_logout"),
    path("account/locked/", account.account_inactive, name="account_inactive"),
    path("account/password/", account.password_change, name="account_change_password"),
    path("account/password/first/", account.password_set, name="account_set_password"),
    path("account/reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
]

handler400 = middleware.unreadable
handler404 = middleware.missing
handler500 = middleware.failed
