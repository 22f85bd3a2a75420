"""Addresses of the desk."""

from throughcare.desk.views import case, home, lead, search, seats, team
from throughcare.web.addresses import FORM, Shows, address

CONTENT, ACT = Shows.CONTENT, Shows.ACT

urlpatterns = [
    address("", home.desk, name="desk", shows=CONTENT),
    address("cases/", home.caseload, name="caseload", shows=CONTENT),
    address("cases/open/", lead.open_case, name="case-open", shows=Shows.SELF, methods=FORM),
    address("search/", search.search, name="search", shows=CONTENT, methods=FORM),
    address("cases/<uuid:case_id>/", case.case, name="case", shows=CONTENT, of="case"),
    address(
        "cases/<uuid:case_id>/chronology/",
        case.chronology_page,
        name="chronology",
        shows=CONTENT,
        of="case",
    ),
    address("cases/<uuid:case_id>/person/", case.profile, name="profile", shows=CONTENT, of="case"),
    address(
        "cases/<uuid:case_id>/pathway/", case.pathway, name="pathway", shows=CONTENT, of="case"
    ),
    address(
        "cases/<uuid:case_id>/documents/",
        case.documents,
        name="documents",
        shows=CONTENT,
        of="case",
    ),
    address(
        "cases/<uuid:case_id>/close/",
        lead.close,
        name="case-close",
        shows=CONTENT,
        methods=FORM,
        of="case",
    ),
    address(
        "cases/<uuid:case_id>/kind/",
        lead.become,
        name="case-kind",
        shows=CONTENT,
        of="case",
        methods=FORM,
    ),
    address(
        "cases/<uuid:case_id>/rename/",
        lead.rename,
        name="case-rename",
        shows=CONTENT,
        methods=FORM,
        of="case",
    ),
    address("cases/<uuid:case_id>/team/", team.team, name="team", shows=CONTENT, of="case"),
    address(
        "cases/<uuid:case_id>/team/propose/",
        team.propose,
        name="seat-propose",
        shows=CONTENT,
        methods=FORM,
        of="case",
    ),
    address(
        "cases/<uuid:case_id>/team/hand-over/",
        team.hand_over,
        name="responsibility-offer",
        shows=CONTENT,
        methods=FORM,
        of="case",
    ),
    address(
        "offers/<uuid:offer_id>/", seats.offer, name="seat-offer", shows=CONTENT, of="seat_offer"
    ),
    address(
        "offers/<uuid:offer_id>/settle/",
        seats.settle,
        name="seat-settle",
        shows=ACT,
        of="seat_offer",
    ),
    address("seats/<uuid:seat_id>/", seats.sees, name="seat-sees", shows=CONTENT, of="seat"),
    address(
        "seats/<uuid:seat_id>/end/",
        seats.end_seat,
        name="seat-end",
        shows=CONTENT,
        methods=FORM,
        of="seat",
    ),
    address(
        "hand-overs/<uuid:offer_id>/settle/",
        team.settle_hand_over,
        name="responsibility-settle",
        shows=ACT,
        of="responsibility_offer",
    ),
]
