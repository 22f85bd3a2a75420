"""Opening a line; beginning, going on with and answering a conversation."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext

from throughcare.agencies.models import Agency, Post
from throughcare.agencies.queries import receiver
from throughcare.audit.actions import record
from throughcare.cases.actions import cases
from throughcare.cases.models import Case, CaseKind
from throughcare.concernline import policy
from throughcare.concernline.models import (
    CATEGORIES,
    HANDLING,
    About,
    Conversation,
    Line,
    Said,
    Seeker,
    words_id,
)
from throughcare.concernline.queries import answering
from throughcare.concernline.verbs import Verb
from throughcare.entries.actions import texts
from throughcare.entries.models import Entry, Kind, Whose
from throughcare.kernel import clock
from throughcare.kernel.actor import Actor
from throughcare.kernel.behalf import holding, on_behalf_of
from throughcare.notes.actions import writing
from throughcare.notes.models import Concern, How, Source
from throughcare.notices.models import Notice
from throughcare.sharing.categories import Statement

_LABEL = writing.LabelChoice(CATEGORIES, HANDLING)


@dataclass(frozen=True)
class Told:
    """What somebody writes first: words, and what they want to tell of who they are."""

    text: str
    language: str
    about: str = About.OTHER
    called: str = ""
    age: str = ""
    other_called: str = ""
    relation: str = ""
    other_age: str = ""
    parental: str = ""

    @property
    def person(self) -> dict[str, str]:
        """What they tell of who they are."""
        return {name: value for name, value in vars(self).items() if name not in _NOT_WHO}


_NOT_WHO = {"text", "language"}


@transaction.atomic
def open_line(actor: Actor, agency: Agency, *, code: str, name: str, limits: str = "") -> Line:
    """Offer a concern line, or change what its page says."""
    policy.may_keep_lines(actor).require()
    told = {"agency": agency, "name": name, "limits": limits, "is_open": True}
    line, _is_new = Line.objects.update_or_create(code=code, defaults=told)
    record(actor, Verb.OPENED, line, ids=[agency.pk], name=name, limits=limits)
    return line


@transaction.atomic
def close_line(actor: Actor, line: Line) -> Line:
    """Take nobody new; who has a receipt goes on."""
    policy.may_keep_lines(actor).require()
    line.is_open = False
    line.save(update_fields=["is_open"])
    record(actor, Verb.CLOSED, line)
    return line


@transaction.atomic
def begin(actor: Actor, line: Line, receipt: str, told: Told) -> None:
    """Begin a conversation under a receipt's hash; the same words sent twice begin one."""
    policy.may_come(actor, line).require()
    with holding(receipt), _once(lambda: policy.held(receipt).exists()) as is_new:
        if is_new:
            _begin(actor, line, receipt, told)


@contextmanager
def _once(is_done: Callable[[], bool]) -> Iterator[bool]:
    """Whether it is to be done; of two requests at once, the slower one finds it done."""
    try:
        with transaction.atomic():
            yield not is_done()
    except IntegrityError:
        if not is_done():
            raise


def _begin(actor: Actor, line: Line, receipt: str, told: Told) -> None:
    post = receiver(line.agency, actor.at)
    assert post is not None  # says the policy
    case = cases.receive(actor, post, display_name=told.called, kind=CaseKind.CONSULTATION)
    first = _received(actor, case, post, told.text, told.about)
    moment = clock.now()
    conversation = Conversation(
        line=line, case=case, receipt=receipt, language=told.language, began_at=moment
    )
    conversation.waits_since = moment
    with on_behalf_of(replace(actor, post_id=post.pk)):
        conversation.save(force_insert=True)
        Seeker.objects.create(conversation=conversation, entry=first, **told.person)
        _keep(conversation, first, by_seeker=True)
        event = record(actor, Verb.BEGUN, conversation)
        Notice.objects.tell(event, [post.pk])


@transaction.atomic
def add(actor: Actor, receipt: str, text: str, key: str) -> None:
    """Go on with the conversation of a receipt; the same words sent twice are said once."""
    with holding(receipt):
        policy.may_go_on(receipt).require()
        conversation = policy.held(receipt).get()
        said = Said.objects.filter(pk=words_id(conversation.pk, key))
        with _once(said.exists) as is_new:
            if is_new:
                _add(actor, conversation, text, key)


def _add(actor: Actor, conversation: Conversation, text: str, key: str) -> None:
    seeker = Seeker.objects.get(conversation=conversation)
    post = answering(conversation)
    with on_behalf_of(replace(actor, post_id=post.pk)):
        case = Case.objects.get(pk=conversation.case_id)
    entry = _received(actor, case, post, text, seeker.about)
    conversation.wait()
    with on_behalf_of(replace(actor, post_id=post.pk)):
        _keep(conversation, entry, by_seeker=True, pk=words_id(conversation.pk, key))
        event = record(actor, Verb.ADDED, conversation, ids=[entry.pk])
        Notice.objects.tell(event, [post.pk])


def _received(actor: Actor, case: Case, post: Post, text: str, about: str) -> Concern:
    """What the seeker says, on the record: a concern of the agency that was told."""
    source = Source.PERSON if about == About.SELF else Source.FAMILY
    told = Concern(
        case=case,
        kind=Kind.CONCERN,
        source=source,
        headline=_headline(),
        text=text,
        statement=Statement.REPORTED,
        whose=Whose.PERSON if about == About.SELF else Whose.OTHER,
        **_LABEL.fields,
    )
    texts.receive(actor, told, post)
    return told


def _headline() -> str:
    """In the language of those who work here, not of whoever writes."""
    with translation.override(settings.LANGUAGE_CODE):
        return gettext("Written to the concern line")


def _keep(conversation: Conversation, entry: Entry, *, by_seeker: bool, **more: Any) -> None:
    moment = entry.recorded_at
    words = Said(
        conversation=conversation, entry_id=entry.pk, by_seeker=by_seeker, at=moment, **more
    )
    words.text = entry.text
    words.save(force_insert=True)


@transaction.atomic
def answer(actor: Actor, conversation: Conversation, *, text: str) -> Entry:
    """Answer: a contact that was kept, what was said in it, and what the seeker will read."""
    policy.may_answer(actor, conversation).require()
    said = writing.contact(
        actor,
        conversation.case,
        occurred_at=clock.now(),
        how=How.MESSAGE,
        text=text,
        label=_LABEL,
    )
    _keep(conversation, said, by_seeker=False)
    conversation.answered()
    record(actor, Verb.ANSWERED, conversation, ids=[said.pk])
    return said


@transaction.atomic
def describe(actor: Actor, conversation: Conversation, **fields: str) -> Seeker:
    """Write down who seeks advice and whom it is about, as it becomes known."""
    policy.may_answer(actor, conversation).require()
    seeker = policy.seekers_visible_to(actor).get(conversation=conversation)
    before = {name: getattr(seeker, name) for name in fields}
    for name, value in fields.items():
        setattr(seeker, name, value)
    seeker.save(update_fields=list(fields))
    record(actor, Verb.DESCRIBED, conversation, before=before, after=fields)
    return seeker
