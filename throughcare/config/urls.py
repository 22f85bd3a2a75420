"""All addresses, app by app."""

from allauth.account import views as account
from allauth.mfa.base import views as second
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.urls import include, path

from throughcare.agencies import provider
from throughcare.config.provider import ID
from throughcare.web import middleware
from throughcare.web.stepping import asked

urlpatterns = [
    path("", include("throughcare.web.urls")),
    path("", include("throughcare.agencies.urls")),
    path("", include("throughcare.powers.urls")),
    path("", include("throughcare.alarms.urls")),
    path("", include("throughcare.programmes.urls")),
    path("", include("throughcare.entries.urls")),
    path("", include("throughcare.notes.urls")),
    path("", include("throughcare.referrals.urls")),
    path("", include("throughcare.concernline.urls")),
    path("", include("throughcare.agreements.urls")),
    path("", include("throughcare.covers.urls")),
    path("", include("throughcare.emergencies.urls")),
    path("", include("throughcare.oversight.urls")),
    path("", include("throughcare.staff.urls")),
    path("", include("throughcare.duplicates.urls")),
    path("", include("throughcare.imports.urls")),
    path("", include("throughcare.desk.urls")),
    path("", include("throughcare.demo.urls")),
    path("", include("throughcare.operations.urls")),
    path("account/login/", account.login, name="account_login"),
    path("account/logout/", account.logout, name="account_logout"),
    path("account/locked/", account.account_inactive, name="account_inactive"),
    path("account/password/", account.password_change, name="account_change_password"),
    path("account/password/first/", asked(account.password_set), name="account_set_password"),
    path("account/reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("account/second-step/", second.index, name="mfa_index"),
    path("account/second-step/code/", second.authenticate, name="mfa_authenticate"),
    path("account/second-step/again/", second.reauthenticate, name="mfa_reauthenticate"),
    path("account/second-step/set-up/", asked(totp.activate_totp), name="mfa_activate_totp"),
    path("account/second-step/remove/", asked(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path(
        "account/recovery-codes/", asked(codes.view_recovery_codes), name="mfa_view_recovery_codes"
    ),
    path(
        "account/recovery-codes/new/",
        asked(codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path("account/provider/", provider.login, {"provider_id": ID}, name="openid_connect_login"),
    path(
        "account/provider/callback/",
        provider.callback,
        {"provider_id": ID},
        name="openid_connect_callback",
    ),
]

handler400 = middleware.unreadable
handler404 = middleware.missing
handler500 = middleware.failed
