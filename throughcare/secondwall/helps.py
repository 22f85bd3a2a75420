"""What the guards look things up in: views and functions of the owner, in a schema of their own.

A guard that read the guarded tables itself would ask itself without end. These read past the
guards, with the owner's rights, and so give the acting one nothing but what is its own: its seats,
its place on lists, the posts in its charge; and a yes or no about one row whose id is known.
"""

from throughcare.emergencies.finding import QUESTION
from throughcare.oversight import reading
from throughcare.sharing.rule import ACTING, NOW, OF_SEATED, SEATED
from throughcare.sharing.terms import Param, as_policy, setting

SCHEMA = "secondwall"
ME, MOMENT = setting(ACTING), setting(NOW)
RECEIPT = setting(Param("receipt", "text"))  # of whoever comes back to a concern line, as a hash
_SEATED = as_policy(SEATED, {"seat": "seat", "post": "post"}, "")


def ruled(listed: str, *, entry: str = "entry") -> str:
    """The steps of the rule after the first, of a seat, a clearance of its key, and an entry."""
    aliases = {"seat": "seat", "clearance": "clearance", "entry": entry}
    return as_policy(OF_SEATED, aliases, listed)


def rule(entry: str) -> str:
    """The rule for an entry: one of the acting post's seats (`secondwall.seat`) sees it."""
    listed = f"secondwall.lists({entry}.id, seat.id)"
    return f"""EXISTS (SELECT 1 FROM secondwall.seat seat
        JOIN sharing_clearance clearance ON clearance.key_id = seat.key_id
        WHERE seat.case_id = {entry}.case_id AND {ruled(listed, entry=entry)})"""


VIEWS = {
    # The seats that the acting post holds now: the first step of the rule.
    "seat": f"""SELECT seat.id, seat.case_id, seat.key_id, seat.sees_from
        FROM cases_seat seat JOIN agencies_post post ON post.id = seat.post_id
        WHERE {_SEATED}""",
    # The people whom the cases of these seats are about.
    "person": """SELECT one.person_id AS id FROM cases_case one
        JOIN secondwall.seat seat ON seat.case_id = one.id""",
    # The posts of the agency whose duty post acts.
    "charge": f"""SELECT post.id, post.until_at FROM agencies_post post
        JOIN agencies_agency agency ON agency.id = post.agency_id
        WHERE agency.duty_post_id = {ME}""",
    # The agency of the acting post.
    "own": f"SELECT post.agency_id AS agency FROM agencies_post post WHERE post.id = {ME}",
}

# A case of the own agency that is being opened: nobody has a seat on it yet.
_NO_SEAT = """(NOT EXISTS (SELECT 1 FROM cases_seat seat WHERE seat.case_id = one)
    AND EXISTS (SELECT 1 FROM cases_case opened WHERE opened.id = one
        AND opened.lead_agency_id = (SELECT agency FROM secondwall.own)))"""
_MY_SEAT = "EXISTS (SELECT 1 FROM secondwall.seat seat WHERE seat.case_id = one)"
_IN_CHARGE = """EXISTS (SELECT 1 FROM cases_seat seat WHERE seat.case_id = one
    AND seat.post_id IN (SELECT id FROM secondwall.charge))"""
# Found by the acting post in an emergency, within the hour (emergencies.models.GOOD_FOR).
_FOUND = f"""EXISTS (SELECT 1 FROM emergencies_lookup found WHERE found.case_id = one
    AND found.post_id = {ME} AND found.at > {MOMENT} - interval '1 hour')"""
_LED = f"""EXISTS (SELECT 1 FROM cases_case led JOIN agencies_agency agency
    ON agency.id = led.lead_agency_id WHERE led.id = one AND agency.duty_post_id = {ME})"""

# name(parameters): when it is so. `one` is the id of a case, person or entry, `who` that of a post.
FUNCTIONS = {
    # An own seat is on the list of a NAMED entry. Asked of few entries: a function is planned once
    # for a connection, a subquery with every statement.
    "lists(one uuid, which uuid)": """EXISTS (SELECT 1 FROM entries_reader reader
        JOIN secondwall.seat seat ON seat.id = reader.seat_id
        WHERE reader.entry_id = one AND reader.seat_id = which)""",
    # Cases beside those of the own seats: where a seat is offered, where the acting one has the
    # duty; and one that is being opened.
    "knows_case(one uuid)": f"""{_NO_SEAT} OR {_IN_CHARGE}
        OR EXISTS (SELECT 1 FROM cases_seatoffer offer WHERE offer.case_id = one
            AND (offer.post_id = {ME} OR offer.post_id IN (SELECT id FROM secondwall.charge)))
        OR ({_LED} AND EXISTS (SELECT 1 FROM cases_seatoffer offer WHERE offer.case_id = one))
        OR {_FOUND}""",
    "knows_seat(one uuid, who uuid)": f"""{_MY_SEAT} OR who IN (SELECT id FROM secondwall.charge)
        OR secondwall.oversees(one, who)""",
    # What a post does on a case in an emergency: whoever answers for the case, and who reviews it.
    "oversees(one uuid, who uuid)": f"""EXISTS (SELECT 1 FROM emergencies_access opened
        JOIN agencies_post acting ON acting.id = {ME}
        JOIN agencies_agency agency ON agency.id = acting.agency_id
        WHERE opened.case_id = one AND opened.post_id = who
        AND ((agency.duty_post_id = acting.id AND agency.id = opened.lead_agency_id)
            OR (acting.role = 'data_protection_officer'
                AND agency.id IN (opened.lead_agency_id, opened.agency_id))
            OR EXISTS (SELECT 1 FROM cases_responsibility answers WHERE answers.case_id = one
                AND answers.post_id = {ME}
                AND answers.from_at <= {MOMENT} AND answers.until_at > {MOMENT})))""",
    "shows(one uuid)": f"""EXISTS (SELECT 1 FROM entries_entry entry
        WHERE entry.id = one AND {rule("entry")})""",
    "leads(one uuid)": _LED,
    # A post of the acting duty post's agency has, or had, a seat on the case.
    "in_charge(one uuid)": _IN_CHARGE,
    # A person of whom no case is opened yet.
    "is_new(one uuid)": "NOT EXISTS (SELECT 1 FROM cases_case any_of WHERE any_of.person_id = one)",
    # Seats are given by those on the case, to whoever accepts one just now, and where a post ends.
    "gives_seat(one uuid, who uuid)": f"""{_MY_SEAT} OR {_NO_SEAT}
        OR secondwall.oversees(one, who) OR (who = {ME} AND {_FOUND})
        OR ((who = {ME} OR who IN (SELECT id FROM secondwall.charge)) AND ({_IN_CHARGE}
            OR EXISTS (SELECT 1 FROM cases_seatoffer offer
                WHERE offer.case_id = one AND offer.post_id = who
                AND offer.settled_at > {MOMENT} - interval '1 minute')))""",
    # Whoever corrects an entry: its author, its agency's responsible worker and duty post. They
    # keep its earlier versions, and narrow all of them when a part is split off.
    "corrects(one uuid)": f"""EXISTS (SELECT 1 FROM entries_entry entry
        JOIN agencies_agency agency ON agency.id = entry.agency_id
        WHERE entry.id = one AND entry.agency_id = (SELECT agency FROM secondwall.own)
        AND (entry.author_id = {ME} OR agency.duty_post_id = {ME}
            OR EXISTS (SELECT 1 FROM cases_responsibility answers
                WHERE answers.case_id = entry.case_id AND answers.post_id = {ME}
                AND answers.from_at <= {MOMENT} AND answers.until_at > {MOMENT})))""",
    # An entry of the own agency on a case of the own seats, also while its list is being written.
    "owns_entry(one uuid)": """EXISTS (SELECT 1 FROM entries_entry entry
        JOIN secondwall.seat seat ON seat.case_id = entry.case_id
        WHERE entry.id = one AND entry.agency_id = (SELECT agency FROM secondwall.own))""",
}


# The one case that somebody looks for in an emergency (emergencies.finding).
IN_EMERGENCY = """in_emergency(asked text, words text[], year_ int, month_ int, day_ int,
    OUT found_id uuid, OUT found_reference varchar)"""
_ASKED = {
    "me": ME,
    "now": MOMENT,
    "reference": "asked",
    "word": "= ANY(words)",
    "words": "cardinality(words)",
    "year": "year_",
    "month": "month_",
    "day": "day_",
}
# What an officer reads of the trail (oversight.reading). Ids of an event that are no ids of rows
# (numbers of events, hashes) are none of entries.
OVERSEEN = """overseen(before_ bigint, since_ timestamptz, until_ timestamptz, kind_ text,
    post_ uuid, case_ uuid,
    OUT found_number bigint, OUT found_at timestamptz, OUT found_verb varchar,
    OUT found_kind varchar, OUT found_post uuid, OUT found_agency uuid, OUT found_case uuid,
    OUT found_reference varchar, OUT found_entries bigint)"""
_ID = "'^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'"
_ENTRIES = f"""SELECT CASE WHEN said.id ~ {_ID} THEN said.id::uuid END AS id
    FROM (SELECT jsonb_array_elements_text(event.ids) AS id UNION SELECT event.object_id) said"""
_READ = {
    "me": ME,
    "now": MOMENT,
    "named": _ENTRIES,
    "page": reading.PAGE + 1,
    **{name: f"{name}_" for name in ("before", "since", "until", "kind", "post", "case")},
}


def statements() -> list[str]:
    """The schema with its views and functions, as SQL."""
    return [
        f"CREATE SCHEMA {SCHEMA}",
        *(f"CREATE VIEW {SCHEMA}.{name} AS {query}" for name, query in VIEWS.items()),
        *(_function(head, "boolean", f"RETURN {yes}") for head, yes in FUNCTIONS.items()),
        _function(IN_EMERGENCY, "SETOF record", f"RETURN QUERY {QUESTION.text.format(**_ASKED)}"),
        _function(
            OVERSEEN, "SETOF record", f"RETURN QUERY {reading.QUESTION.text.format(**_READ)}"
        ),
    ]


def _function(head: str, answers: str, body: str) -> str:
    return (
        f"CREATE FUNCTION {SCHEMA}.{head} RETURNS {answers} LANGUAGE plpgsql STABLE SECURITY"
        f" DEFINER SET search_path = pg_catalog, public, pg_temp AS $$"
        f" BEGIN {body}; END $$"
    )
