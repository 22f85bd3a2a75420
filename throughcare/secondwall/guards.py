"""For every table, which of its rows the acting one reads, adds, changes and removes.

A table either has a guard here or stands in `OPEN` with the reason why it needs none; a test
compares both with the database. The rule's part is rendered from its declaration.
"""

from dataclasses import dataclass

from throughcare.secondwall.helps import ME, MOMENT, RECEIPT, rule, ruled


@dataclass(frozen=True)
class Guard:
    """Conditions in SQL; an empty one is for no row. What one changes, one must read."""

    reads: str
    adds: str = ""
    changes: str = ""
    removes: str = ""


_ALL = "true"
_MINE = f"post_id = {ME}"
_SOMEBODY = f"{ME} IS NOT NULL"
_GIVES = "secondwall.gives_seat(case_id, post_id)"
_CHARGE = "post_id IN (SELECT id FROM secondwall.charge)"


def _seated(case: str) -> str:
    """A seat is held on the case; `case` bears its table's name, or it would be the seat's own."""
    return f"EXISTS (SELECT 1 FROM secondwall.seat seat WHERE seat.case_id = {case})"


def _shown(entry: str) -> str:
    """The entry shows; read through its own guard."""
    return f"EXISTS (SELECT 1 FROM entries_entry shown WHERE shown.id = {entry})"


def _kind(table: str) -> Guard:
    """What a kind of entry has of its own shows where the entry does; its owner writes it."""
    entry = f"{table}.entry_ptr_id"
    return Guard(_shown(entry), f"secondwall.owns_entry({entry})", _ALL)


def _held(value: str, column: str) -> str:
    """Whoever acts holds the receipt of the conversation; read through its own guard."""
    return f"""EXISTS (SELECT 1 FROM concernline_conversation held
        WHERE held.{column} = {value} AND held.receipt = {RECEIPT})"""


def _said_on_a_line(table: str) -> Guard:
    """What was said on a concern line: where its entry shows, and to whoever holds the receipt."""
    owned = f"secondwall.owns_entry({table}.entry_id)"
    held = _held(f"{table}.conversation_id", "id")
    return Guard(f"{_shown(f'{table}.entry_id')} OR {held}", owned, owned)


# An earlier version shows where the entry does, and where the label that it had then admits.
_EARLIER = f"""EXISTS (SELECT 1 FROM entries_entry shown
    JOIN secondwall.seat seat ON seat.case_id = shown.case_id
    JOIN sharing_clearance clearance ON clearance.key_id = seat.key_id
    CROSS JOIN LATERAL (SELECT shown.agency_id, entries_entryversion.categories,
        entries_entryversion.handling, entries_entryversion.bits,
        entries_entryversion.occurred_at, entries_entryversion.shared_at) entry
    WHERE shown.id = entries_entryversion.entry_id
    AND {ruled("entries_entryversion.reader_seats ? seat.id::text")})"""
# A proposal shows to its proposer, to whoever it names, and to those whose standing may confirm it;
# that of an administrator also to those who may end the role.
_HUMAN = f"(SELECT human_id FROM agencies_post WHERE id = {ME})"
_PROPOSED = f"""second_id = {_HUMAN} OR EXISTS (SELECT 1 FROM agencies_post proposer
    JOIN agencies_agency agency ON agency.id = proposer.agency_id
    JOIN agencies_post acting ON acting.id = {ME}
    WHERE proposer.id = powers_proposal.proposed_by_id AND (proposer.human_id = acting.human_id
    OR (powers_proposal.power = 'administrator' AND (agency.duty_post_id = acting.id
        OR EXISTS (SELECT 1 FROM powers_administrator one WHERE one.human_id = acting.human_id)))
    OR (powers_proposal.second_id IS NULL AND (agency.duty_post_id = acting.id
    OR (acting.agency_id = agency.id AND acting.role = 'data_protection_officer')
    OR EXISTS (SELECT 1 FROM powers_administrator found
        WHERE found.human_id = acting.human_id)))))"""
_ERASES = """power = 'erase-detail'
    AND convert_from(payload, 'UTF8')::jsonb -> 'terms' ->> 'event' ="""
_CONFIRMED = f"state = 'done' AND settled_by_id = {ME}"
_OFFICER = f"""EXISTS (SELECT 1 FROM agencies_post acting WHERE acting.id = {ME}
    AND acting.role = 'data_protection_officer' AND acting.agency_id = audit_event.agency_id)"""
# What alarms count of one's own in other posts: looks and refusals of four weeks, and alarms.
_COUNTED = f"""human_id = {_HUMAN} AND (verb LIKE 'alarm.%'
    OR (kind IN ('look', 'refusal') AND at > {MOMENT} - interval '28 days'))"""
# Beside one's own events: those of a proposal, those that one was told of as an alarm, what alarms
# count, and for an officer those of the agency, of which the words may be proposed to be erased.
_EVENTS = f"""{_MINE}
    OR (verb = 'power.proposed' AND EXISTS (SELECT 1 FROM powers_proposal seen
        WHERE seen.id::text = audit_event.object_id))
    OR (verb LIKE 'alarm.%' AND EXISTS (SELECT 1 FROM notices_notice told
        WHERE told.event_id = audit_event.id))
    OR ({_COUNTED})
    OR {_OFFICER}
    OR EXISTS (SELECT 1 FROM powers_proposal WHERE {_ERASES} audit_event.id::text)"""
_OWN_AGENCY = "agency_id = (SELECT agency FROM secondwall.own)"

GUARDS = {
    "entries_entry": Guard(
        rule("entries_entry"),
        f"author_id = {ME} AND {_OWN_AGENCY} AND {_seated('entries_entry.case_id')}",
        _OWN_AGENCY,
    ),
    "entries_reader": Guard(
        "secondwall.shows(entry_id)",
        "secondwall.owns_entry(entry_id)",
        "",
        "secondwall.owns_entry(entry_id)",
    ),
    "entries_entryversion": Guard(
        f"{_EARLIER} OR (secondwall.corrects(entry_id)"
        f" AND {_shown('entries_entryversion.entry_id')})",
        f"replaced_by_id = {ME} AND secondwall.corrects(entry_id)",
        "secondwall.corrects(entry_id)",
    ),
    # A wish for another label shows to who asked, and to the agency that was asked.
    "entries_labelrequest": Guard(
        f"""EXISTS (SELECT 1 FROM entries_entry shown WHERE shown.id = entries_labelrequest.entry_id
        AND (asked_by_id = {ME} OR shown.agency_id = (SELECT agency FROM secondwall.own)))""",
        f"asked_by_id = {ME} AND {_shown('entries_labelrequest.entry_id')}",
        _ALL,
    ),
    "notes_contact": _kind("notes_contact"),
    "notes_lifeevent": _kind("notes_lifeevent"),
    "notes_document": _kind("notes_document"),
    "notes_pointer": _kind("notes_pointer"),
    "notes_decision": _kind("notes_decision"),
    "notes_appointment": _kind("notes_appointment"),
    "notes_todo": _kind("notes_todo"),
    "notes_name": _kind("notes_name"),
    "notes_birth": _kind("notes_birth"),
    "notes_language": _kind("notes_language"),
    "notes_way": _kind("notes_way"),
    "notes_pathway": _kind("notes_pathway"),
    "notes_takingpart": _kind("notes_takingpart"),
    "notes_motivation": _kind("notes_motivation"),
    "notes_ideology": _kind("notes_ideology"),
    "notes_attention": _kind("notes_attention"),
    "notes_outreach": _kind("notes_outreach"),
    "notes_step": _kind("notes_step"),
    "notes_admission": _kind("notes_admission"),
    "notes_phase": _kind("notes_phase"),
    "notes_concern": _kind("notes_concern"),
    "notes_information": _kind("notes_information"),
    "notes_namekey": Guard(
        _shown("notes_namekey.entry_id"), "secondwall.owns_entry(entry_id)", "", _ALL
    ),
    # A draft is its writer's; when the writer's post has ended, the duty post's.
    "notes_draft": Guard(
        f"{_MINE} OR post_id IN (SELECT id FROM secondwall.charge WHERE until_at <= {MOMENT})",
        _MINE,
        _MINE,
        _ALL,
    ),
    # A referral shows to who sent it, on its case, and to the duty post of the agency it came to.
    "referrals_referral": Guard(
        f"""sent_by_id = {ME} OR {_seated("referrals_referral.case_id")}
    OR EXISTS (SELECT 1 FROM agencies_agency told WHERE told.id = to_agency_id
        AND told.duty_post_id = {ME} AND told.id = (SELECT agency FROM secondwall.own))""",
        f"sent_by_id = {ME}",
        _seated("referrals_referral.case_id"),
    ),
    "referrals_referralkey": Guard(
        "EXISTS (SELECT 1 FROM referrals_referral sent"
        " WHERE sent.id = referrals_referralkey.referral_id)",
        "EXISTS (SELECT 1 FROM referrals_referral sent"
        " WHERE sent.id = referrals_referralkey.referral_id)",
    ),
    # A conversation shows on its case, and to whoever holds its receipt; what was said in it where
    # its entry does, and to them.
    "concernline_conversation": Guard(
        f"{_seated('concernline_conversation.case_id')} OR receipt = {RECEIPT}",
        _seated("concernline_conversation.case_id"),
        _ALL,
    ),
    "concernline_said": _said_on_a_line("concernline_said"),
    "concernline_seeker": _said_on_a_line("concernline_seeker"),
    "files_storedfile": Guard(
        "EXISTS (SELECT 1 FROM notes_document paper WHERE paper.file_id = files_storedfile.id)",
        _SOMEBODY,
    ),
    "cases_case": Guard(
        f"{_seated('cases_case.id')} OR ({_SOMEBODY} AND secondwall.knows_case(id))",
        "lead_agency_id = (SELECT agency FROM secondwall.own)",
        _ALL,
    ),
    "cases_seat": Guard(
        f"{_MINE} OR secondwall.knows_seat(case_id, post_id)",
        _GIVES,
        _GIVES,
    ),
    "cases_seatperiod": Guard(
        "EXISTS (SELECT 1 FROM cases_seat seat WHERE seat.id = cases_seatperiod.seat_id)",
        "EXISTS (SELECT 1 FROM cases_seat seat WHERE seat.id = cases_seatperiod.seat_id)",
    ),
    "cases_responsibility": Guard(
        f"{_seated('cases_responsibility.case_id')} OR {_MINE} OR {_CHARGE}"
        f" OR {_held('cases_responsibility.case_id', 'case_id')}",
        _GIVES,
        _GIVES,
        _GIVES,
    ),
    "cases_seatoffer": Guard(
        f"{_MINE} OR {_seated('cases_seatoffer.case_id')} OR {_CHARGE}"
        " OR secondwall.leads(case_id)",
        f"offered_by_id = {ME} AND {_seated('cases_seatoffer.case_id')}",
        _ALL,
    ),
    "cases_responsibilityoffer": Guard(
        _seated("cases_responsibilityoffer.case_id"),
        f"offered_by_id = {ME} AND {_seated('cases_responsibilityoffer.case_id')}",
        _ALL,
    ),
    "people_person": Guard(
        "EXISTS (SELECT 1 FROM secondwall.person known WHERE known.id = people_person.id)",
        _SOMEBODY,
        _ALL,
    ),
    "people_namekey": Guard(
        "EXISTS (SELECT 1 FROM secondwall.person known WHERE known.id = people_namekey.person_id)",
        "secondwall.is_new(person_id) OR EXISTS (SELECT 1 FROM secondwall.person known"
        " WHERE known.id = people_namekey.person_id)",
        "",
        _ALL,
    ),
    "notices_notice": Guard(_MINE, _SOMEBODY),
    "notices_occasion": Guard("false", _SOMEBODY),  # read by `throughcare tick` alone
    "web_submission": Guard(_MINE, _MINE, _MINE),
    "audit_event": Guard(_EVENTS, f"post_id IS NULL OR {_MINE}"),
    "audit_detail": Guard(
        "EXISTS (SELECT 1 FROM audit_event event WHERE event.id = audit_detail.event_id)",
        _ALL,
        f"""EXISTS (SELECT 1 FROM powers_proposal
            WHERE {_ERASES} audit_detail.event_id::text AND {_CONFIRMED})""",
    ),
    "powers_proposal": Guard(_PROPOSED, f"proposed_by_id = {ME}", _ALL),
    "powers_administrator": Guard(
        _ALL,
        f"""EXISTS (SELECT 1 FROM powers_proposal confirmed
            WHERE confirmed.id = powers_administrator.proposal_id AND {_CONFIRMED})""",
        """EXISTS (SELECT 1 FROM powers_proposal given
            WHERE given.id = powers_administrator.proposal_id)""",
    ),
    # Programme models tell of no person. A text is never changed; the row of a programme is held
    # while a version is added, which asks like a change.
    "programmes_programme": Guard(_ALL, _OWN_AGENCY, _ALL),
    "programmes_version": Guard(
        _ALL,
        f"""added_by_id = {ME} AND EXISTS (SELECT 1 FROM programmes_programme own
            WHERE own.id = programmes_version.programme_id AND own.{_OWN_AGENCY})""",
    ),
    "programmes_adoption": Guard(_ALL, _OWN_AGENCY, _OWN_AGENCY),
}

_DIRECTORY = "who works where: known to everybody here, and asked before anybody is signed in"
_TERMS = "what agencies have agreed, or what follows from it; of no person"
_FRAMEWORK = "Django's own; holds nothing of ours"
OPEN = {
    "agencies_agency": _DIRECTORY,
    "agencies_human": _DIRECTORY,
    "agencies_post": _DIRECTORY,
    "sharing_agreement": _TERMS,
    "sharing_version": _TERMS,
    "sharing_party": _TERMS,
    "sharing_grant": _TERMS,
    "sharing_emergencygrant": _TERMS,
    "sharing_wall": _TERMS,
    "sharing_owngrant": _TERMS,
    "sharing_key": _TERMS,
    "sharing_clearance": _TERMS,
    "concernline_line": "which agencies offer a concern line, and what its public page says",
    "audit_lane": "how many events there are, and the hash of the last; triggers keep it forward",
    "audit_checkpoint": "how far the trail is sealed: hashes and signatures; the owner adds to it",
    "operations_backup": "when a backup was made, and how large it was",
    "demo_demomark": "says that everybody here is invented",
    "agencies_session": "asked before anybody is known; found by the hash of a random key alone",
    "agencies_guesses": "counted before anybody is known; a keyed hash and moments",
    "agencies_usedcode": "asked before anybody is known; keyed hashes",
    "mfa_authenticator": "asked before anybody is known; its secrets are encrypted",
    "socialaccount_socialaccount": "asked before anybody is known; whose subject it is",
    "socialaccount_socialapp": "not used: the provider stands in the environment",
    "socialaccount_socialtoken": "not used: tokens are not kept",
    "django_session": "asked before anybody is known; found by a random key alone",
    "account_emailaddress": "a worker's address for signing in, asked before anybody is known",
    "account_emailconfirmation": "a worker's address for signing in",
    "django_migrations": _FRAMEWORK,
    "django_content_type": _FRAMEWORK,
    "auth_group": _FRAMEWORK,
    "auth_group_permissions": _FRAMEWORK,
    "auth_permission": _FRAMEWORK,
}
