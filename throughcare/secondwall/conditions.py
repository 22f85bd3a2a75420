"""What guards are made of: who is seated, sees an entry, holds a receipt, is asked to decide."""

from dataclasses import dataclass

from throughcare.secondwall.helps import ME, MOMENT, RECEIPT, ruled


@dataclass(frozen=True)
class Guard:
    """Conditions in SQL; an empty one is for no row. What one changes, one must read."""

    reads: str
    adds: str = ""
    changes: str = ""
    removes: str = ""


ALL = "true"
MINE = f"post_id = {ME}"
SOMEBODY = f"{ME} IS NOT NULL"
GIVES = "secondwall.gives_seat(case_id, post_id)"
CHARGE = "post_id IN (SELECT id FROM secondwall.charge)"


def seated(case: str) -> str:
    """A seat is held on the case; `case` bears its table's name, or it would be the seat's own."""
    return f"EXISTS (SELECT 1 FROM secondwall.seat seat WHERE seat.case_id = {case})"


def shown(entry: str) -> str:
    """The entry shows; read through its own guard."""
    return f"EXISTS (SELECT 1 FROM entries_entry shown WHERE shown.id = {entry})"


def kind(table: str) -> Guard:
    """What a kind of entry has of its own shows where the entry does; its owner writes it."""
    entry = f"{table}.entry_ptr_id"
    return Guard(shown(entry), f"secondwall.owns_entry({entry})", ALL)


def held(value: str, column: str) -> str:
    """Whoever acts holds the receipt of the conversation; read through its own guard."""
    return f"""EXISTS (SELECT 1 FROM concernline_conversation held
        WHERE held.{column} = {value} AND held.receipt = {RECEIPT})"""


def said_on_a_line(table: str) -> Guard:
    """What was said on a concern line: where its entry shows, and to whoever holds the receipt."""
    owned = f"secondwall.owns_entry({table}.entry_id)"
    by_receipt = held(f"{table}.conversation_id", "id")
    return Guard(f"{shown(f'{table}.entry_id')} OR {by_receipt}", owned, owned)


def stewards(pair: str) -> str:
    """The pair of like names is the acting post's to decide; read through its own guard."""
    return f"EXISTS (SELECT 1 FROM duplicates_pair pair WHERE pair.id = {pair})"


# Whoever is responsible for the case now.
ANSWERS_FOR = f"""EXISTS (SELECT 1 FROM cases_responsibility answers
    WHERE answers.case_id = duplicates_question.case_id AND answers.post_id = {ME}
    AND answers.from_at <= {MOMENT} AND answers.until_at > {MOMENT})"""
# A pair of like names: under an agreement to its steward, within an agency to its duty post.
STEWARDED = f"""EXISTS (SELECT 1 FROM duplicates_steward steward
    WHERE steward.agreement_id = duplicates_pair.agreement_id AND steward.post_id = {ME}
    AND steward.from_at <= {MOMENT} AND steward.until_at > {MOMENT})
    OR EXISTS (SELECT 1 FROM agencies_agency duty WHERE duty.id = duplicates_pair.agency_id
        AND duty.duty_post_id = {ME} AND duty.id = (SELECT agency FROM secondwall.own))"""


# What a draft of an agreement would open: to who decides for the agency that owns the entries.
WEIGHED = f"""EXISTS (SELECT 1 FROM agencies_post acting
    JOIN agencies_agency agency ON agency.id = acting.agency_id
    WHERE acting.id = {ME} AND agency.id = agreements_effect.owner_id
    AND (acting.role = 'data_protection_officer' OR agency.duty_post_id = acting.id))"""


# An earlier version shows where the entry does, and where the label that it had then admits.
EARLIER = f"""EXISTS (SELECT 1 FROM entries_entry shown
    JOIN secondwall.seat seat ON seat.case_id = shown.case_id
    JOIN sharing_clearance clearance ON clearance.key_id = seat.key_id
    CROSS JOIN LATERAL (SELECT shown.agency_id, entries_entryversion.categories,
        entries_entryversion.handling, entries_entryversion.bits,
        entries_entryversion.occurred_at, entries_entryversion.shared_at) entry
    WHERE shown.id = entries_entryversion.entry_id
    AND {ruled("entries_entryversion.reader_seats ? seat.id::text")})"""
# A proposal shows to its proposer, to whoever it names, and to those whose standing may confirm it;
# that of an administrator also to those who may end the role.
HUMAN = f"(SELECT human_id FROM agencies_post WHERE id = {ME})"
PROPOSED = f"""second_id = {HUMAN} OR EXISTS (SELECT 1 FROM agencies_post proposer
    JOIN agencies_agency agency ON agency.id = proposer.agency_id
    JOIN agencies_post acting ON acting.id = {ME}
    WHERE proposer.id = powers_proposal.proposed_by_id AND (proposer.human_id = acting.human_id
    OR (powers_proposal.power = 'administrator' AND (agency.duty_post_id = acting.id
        OR EXISTS (SELECT 1 FROM powers_administrator one WHERE one.human_id = acting.human_id)))
    OR (powers_proposal.second_id IS NULL AND (agency.duty_post_id = acting.id
    OR (acting.agency_id = agency.id AND acting.role = 'data_protection_officer')
    OR EXISTS (SELECT 1 FROM powers_administrator found
        WHERE found.human_id = acting.human_id)))))"""
ERASES = """power = 'erase-detail'
    AND convert_from(payload, 'UTF8')::jsonb -> 'terms' ->> 'event' ="""
CONFIRMED = f"state = 'done' AND settled_by_id = {ME}"
OFFICER = f"""EXISTS (SELECT 1 FROM agencies_post acting WHERE acting.id = {ME}
    AND acting.role = 'data_protection_officer' AND acting.agency_id = audit_event.agency_id)"""
# Looks at a case that the acting post answers for: at the case itself, or at entries that show.
LOOKED_AT = f"""(kind = 'look' AND case_id IN (SELECT answers.case_id
        FROM cases_responsibility answers WHERE answers.post_id = {ME}
        AND answers.from_at <= {MOMENT} AND answers.until_at > {MOMENT})
    AND (object_id = case_id::text OR EXISTS (SELECT 1 FROM entries_entry shown
        WHERE shown.case_id = audit_event.case_id
        AND (shown.id::text = audit_event.object_id OR audit_event.ids ? shown.id::text))))"""
# What alarms count of one's own in other posts: looks and refusals of four weeks, and alarms.
COUNTED = f"""human_id = {HUMAN} AND (verb LIKE 'alarm.%'
    OR (kind IN ('look', 'refusal') AND at > {MOMENT} - interval '28 days'))"""
# Beside one's own events: those of a proposal, those that one was told of as an alarm, what alarms
# count, what was done in an emergency that one may read of, looks at one's cases; and for an
# officer those of the agency, of which the words may be proposed to be erased.
EVENTS = f"""{MINE}
    OR (verb = 'power.proposed' AND EXISTS (SELECT 1 FROM powers_proposal seen
        WHERE seen.id::text = audit_event.object_id))
    OR (verb LIKE 'alarm.%' AND EXISTS (SELECT 1 FROM notices_notice told
        WHERE told.event_id = audit_event.id))
    OR ({COUNTED})
    OR EXISTS (SELECT 1 FROM emergencies_access opened WHERE opened.post_id = audit_event.post_id
        AND opened.case_id = audit_event.case_id AND audit_event.at >= opened.from_at
        AND audit_event.at < opened.until_at)
    OR {LOOKED_AT}
    OR {OFFICER}
    OR EXISTS (SELECT 1 FROM powers_proposal WHERE {ERASES} audit_event.id::text)"""
OWN_AGENCY = "agency_id = (SELECT agency FROM secondwall.own)"
