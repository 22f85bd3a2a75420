"""For every table, which of its rows the acting one reads, adds, changes and removes.

A table either has a guard here or stands in `OPEN` with the reason why it needs none; a test
compares both with the database. The rule's part is rendered from its declaration.
"""

from throughcare.secondwall.conditions import (
    ALL,
    ANSWERS_FOR,
    CHARGE,
    CONFIRMED,
    EARLIER,
    ERASES,
    EVENTS,
    GIVES,
    MINE,
    OWN_AGENCY,
    PROPOSED,
    SOMEBODY,
    STEWARDED,
    WEIGHED,
    Guard,
    held,
    kind,
    said_on_a_line,
    seated,
    shown,
    stewards,
)
from throughcare.secondwall.helps import ME, MOMENT, RECEIPT, rule

GUARDS = {
    "entries_entry": Guard(
        rule("entries_entry"),
        f"author_id = {ME} AND {OWN_AGENCY} AND {seated('entries_entry.case_id')}",
        OWN_AGENCY,
    ),
    "entries_reader": Guard(
        "secondwall.shows(entry_id)",
        "secondwall.owns_entry(entry_id)",
        "",
        "secondwall.owns_entry(entry_id)",
    ),
    "entries_entryversion": Guard(
        f"{EARLIER} OR (secondwall.corrects(entry_id)"
        f" AND {shown('entries_entryversion.entry_id')})",
        f"replaced_by_id = {ME} AND secondwall.corrects(entry_id)",
        "secondwall.corrects(entry_id)",
    ),
    # A wish for another label shows to who asked, and to the agency that was asked.
    "entries_labelrequest": Guard(
        f"""EXISTS (SELECT 1 FROM entries_entry shown WHERE shown.id = entries_labelrequest.entry_id
        AND (asked_by_id = {ME} OR shown.agency_id = (SELECT agency FROM secondwall.own)))""",
        f"asked_by_id = {ME} AND {shown('entries_labelrequest.entry_id')}",
        ALL,
    ),
    "notes_contact": kind("notes_contact"),
    "notes_lifeevent": kind("notes_lifeevent"),
    "notes_document": kind("notes_document"),
    "notes_pointer": kind("notes_pointer"),
    "notes_decision": kind("notes_decision"),
    "notes_appointment": kind("notes_appointment"),
    "notes_todo": kind("notes_todo"),
    "notes_name": kind("notes_name"),
    "notes_birth": kind("notes_birth"),
    "notes_language": kind("notes_language"),
    "notes_way": kind("notes_way"),
    "notes_pathway": kind("notes_pathway"),
    "notes_takingpart": kind("notes_takingpart"),
    "notes_motivation": kind("notes_motivation"),
    "notes_ideology": kind("notes_ideology"),
    "notes_attention": kind("notes_attention"),
    "notes_outreach": kind("notes_outreach"),
    "notes_step": kind("notes_step"),
    "notes_admission": kind("notes_admission"),
    "notes_phase": kind("notes_phase"),
    "notes_concern": kind("notes_concern"),
    "notes_information": kind("notes_information"),
    "notes_namekey": Guard(
        shown("notes_namekey.entry_id"), "secondwall.owns_entry(entry_id)", "", ALL
    ),
    # A draft is its writer's; when the writer's post has ended, the duty post's.
    "notes_draft": Guard(
        f"{MINE} OR post_id IN (SELECT id FROM secondwall.charge WHERE until_at <= {MOMENT})",
        MINE,
        MINE,
        ALL,
    ),
    # A referral shows to who sent it, on its case, and to the duty post of the agency it came to.
    "referrals_referral": Guard(
        f"""sent_by_id = {ME} OR {seated("referrals_referral.case_id")}
    OR EXISTS (SELECT 1 FROM agencies_agency told WHERE told.id = to_agency_id
        AND told.duty_post_id = {ME} AND told.id = (SELECT agency FROM secondwall.own))""",
        f"sent_by_id = {ME}",
        seated("referrals_referral.case_id"),
    ),
    "referrals_referralkey": Guard(
        "EXISTS (SELECT 1 FROM referrals_referral sent"
        " WHERE sent.id = referrals_referralkey.referral_id)",
        "EXISTS (SELECT 1 FROM referrals_referral sent"
        " WHERE sent.id = referrals_referralkey.referral_id)",
        removes="EXISTS (SELECT 1 FROM referrals_referral sent"
        " WHERE sent.id = referrals_referralkey.referral_id)",
    ),
    # An import shows to whoever made it.
    "imports_import": Guard(MINE, MINE, MINE),
    "imports_row": Guard(
        "EXISTS (SELECT 1 FROM imports_import made WHERE made.id = imports_row.of_import_id)",
        "EXISTS (SELECT 1 FROM imports_import made WHERE made.id = imports_row.of_import_id)",
    ),
    # A conversation shows on its case, and to whoever holds its receipt; what was said in it where
    # its entry does, and to them.
    "concernline_conversation": Guard(
        f"{seated('concernline_conversation.case_id')} OR receipt = {RECEIPT}",
        seated("concernline_conversation.case_id"),
        ALL,
    ),
    "concernline_said": said_on_a_line("concernline_said"),
    "concernline_seeker": said_on_a_line("concernline_seeker"),
    # Numbers of what a draft opens: of its own entries, to those who decide for an agency.
    "agreements_effect": Guard(WEIGHED, ""),
    # A look-up shows to who made it; what was opened also to who answers for the case, and to those
    # who review it.
    "emergencies_lookup": Guard(MINE, MINE),
    "emergencies_access": Guard(
        f"{MINE} OR secondwall.oversees(case_id, post_id)",
        MINE,
        f"{MINE} OR secondwall.oversees(case_id, post_id)",
    ),
    "duplicates_pair": Guard(STEWARDED, "", ALL),
    "duplicates_question": Guard(
        f"{stewards('duplicates_question.pair_id')} OR {ANSWERS_FOR}",
        stewards("duplicates_question.pair_id"),
        ALL,
    ),
    "duplicates_known": Guard(
        f"{seated('duplicates_known.case_id')} OR {stewards('duplicates_known.pair_id')}",
        stewards("duplicates_known.pair_id"),
        stewards("duplicates_known.pair_id"),
    ),
    "files_storedfile": Guard(
        "EXISTS (SELECT 1 FROM notes_document paper WHERE paper.file_id = files_storedfile.id)",
        SOMEBODY,
    ),
    "cases_case": Guard(
        f"{seated('cases_case.id')} OR ({SOMEBODY} AND secondwall.knows_case(id))",
        "lead_agency_id = (SELECT agency FROM secondwall.own)",
        ALL,
    ),
    "cases_seat": Guard(
        f"{MINE} OR secondwall.knows_seat(case_id, post_id)",
        GIVES,
        GIVES,
    ),
    "cases_seatperiod": Guard(
        "EXISTS (SELECT 1 FROM cases_seat seat WHERE seat.id = cases_seatperiod.seat_id)",
        "EXISTS (SELECT 1 FROM cases_seat seat WHERE seat.id = cases_seatperiod.seat_id)",
    ),
    "cases_responsibility": Guard(
        f"{seated('cases_responsibility.case_id')} OR {MINE} OR {CHARGE}"
        " OR secondwall.in_charge(case_id)"  # so that a cover is told to who answers for the case
        f" OR {held('cases_responsibility.case_id', 'case_id')}",
        GIVES,
        GIVES,
        GIVES,
    ),
    "cases_seatoffer": Guard(
        f"{MINE} OR {seated('cases_seatoffer.case_id')} OR {CHARGE} OR secondwall.leads(case_id)",
        f"offered_by_id = {ME} AND {seated('cases_seatoffer.case_id')}",
        ALL,
    ),
    "cases_responsibilityoffer": Guard(
        seated("cases_responsibilityoffer.case_id"),
        f"offered_by_id = {ME} AND {seated('cases_responsibilityoffer.case_id')}",
        ALL,
    ),
    "people_person": Guard(
        "EXISTS (SELECT 1 FROM secondwall.person known WHERE known.id = people_person.id)",
        SOMEBODY,
        ALL,
    ),
    "people_namekey": Guard(
        "EXISTS (SELECT 1 FROM secondwall.person known WHERE known.id = people_namekey.person_id)",
        "secondwall.is_new(person_id) OR EXISTS (SELECT 1 FROM secondwall.person known"
        " WHERE known.id = people_namekey.person_id)",
        "",
        ALL,
    ),
    "notices_notice": Guard(MINE, SOMEBODY),
    "notices_occasion": Guard("false", SOMEBODY),  # read by `throughcare tick` alone
    "web_submission": Guard(MINE, MINE, MINE),
    "audit_event": Guard(EVENTS, f"post_id IS NULL OR {MINE}"),
    "audit_detail": Guard(
        "EXISTS (SELECT 1 FROM audit_event event WHERE event.id = audit_detail.event_id)",
        ALL,
        f"""EXISTS (SELECT 1 FROM powers_proposal
            WHERE {ERASES} audit_detail.event_id::text AND {CONFIRMED})""",
    ),
    "powers_proposal": Guard(PROPOSED, f"proposed_by_id = {ME}", ALL),
    "powers_administrator": Guard(
        ALL,
        f"""EXISTS (SELECT 1 FROM powers_proposal confirmed
            WHERE confirmed.id = powers_administrator.proposal_id AND {CONFIRMED})""",
        """EXISTS (SELECT 1 FROM powers_proposal given
            WHERE given.id = powers_administrator.proposal_id)""",
    ),
    # Programme models tell of no person. A text is never changed; the row of a programme is held
    # while a version is added, which asks like a change.
    "programmes_programme": Guard(ALL, OWN_AGENCY, ALL),
    "programmes_version": Guard(
        ALL,
        f"""added_by_id = {ME} AND EXISTS (SELECT 1 FROM programmes_programme own
            WHERE own.id = programmes_version.programme_id AND own.{OWN_AGENCY})""",
    ),
    "programmes_adoption": Guard(ALL, OWN_AGENCY, OWN_AGENCY),
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
    "agreements_draft": _TERMS,
    "agreements_answer": _TERMS,
    "concernline_line": "which agencies offer a concern line, and what its public page says",
    "duplicates_steward": "who decides about like names under an agreement; of no case",
    "duplicates_reach": "how far in the trail names have been compared",
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
