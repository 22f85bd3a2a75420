"""The powers that belong to no other app: administrators, erasing a detail, a loss, bulk export."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.powers import policy, queries
from throughcare.powers.actions import acts
from throughcare.powers.binding import Terms
from throughcare.powers.registry import Ask, Power, Standing
from throughcare.web.words import moment

DUTY, OFFICER, ADMINISTRATOR = Standing.DUTY, Standing.OFFICER, Standing.ADMINISTRATOR


def _says_administrator(terms: Terms) -> str:
    human = policy.human_named(terms)
    return _("Make %(name)s (%(email)s) an administrator for %(days)s days.") % {
        "name": human.name if human else _("nobody enrolled"),
        "email": terms["email"],
        "days": terms["days"],
    }


def _says_erasing(terms: Terms) -> str:
    event = queries.happening(terms["event"])
    return _("Erase the words kept with event %(number)s: “%(sentence)s”, %(when)s.") % {
        "number": terms["event"],
        "sentence": event.sentence if event else "–",
        "when": moment(event.at) if event else "–",
    }


def _says_loss(terms: Terms) -> str:
    told = _(
        "Accept that events of the audit trail are lost, up to the checkpoint with the hash"
        " %(hash)s."
    ) % {"hash": terms["hash"]}
    if terms.get("key"):
        lost = _("Accept that the key %(key)s is lost, and that another one seals from now on.")
        told = f"{told} {lost % {'key': terms['key']}}"
    return told


def _says_export(terms: Terms) -> str:
    return _("Export many cases at once.")


POWERS = [
    Power(
        name=policy.ADMINISTRATOR,
        title=gettext_lazy("Make somebody an administrator"),
        about=gettext_lazy(
            "An administrator lets people sign in. The role opens no case. It ends by itself, or"
            " earlier on the page of its proposal."
        ),
        proposers=frozenset({DUTY, ADMINISTRATOR}),
        seconds=frozenset({ADMINISTRATOR}),
        asks=(
            Ask(
                "email",
                gettext_lazy("Whose e-mail address"),
                gettext_lazy("Somebody who is enrolled already."),
            ),
            Ask(
                "days",
                gettext_lazy("For how many days"),
                gettext_lazy("366 at most."),
                is_number=True,
            ),
        ),
        says=_says_administrator,
        may_take=policy.takes_administrator,
        act=acts.make_administrator,
    ),
    Power(
        name="erase-detail",
        title=gettext_lazy("Erase the words of an event"),
        about=gettext_lazy(
            "The reasons and names kept with an event of the audit trail go for good. The event"
            " stays, and says by which decision."
        ),
        proposers=frozenset({OFFICER}),
        seconds=frozenset({DUTY, OFFICER}),
        asks=(
            Ask(
                "event",
                gettext_lazy("Number of the event"),
                gettext_lazy("As it stands in the audit trail. An event of your own agency."),
                is_number=True,
            ),
        ),
        says=_says_erasing,
        may_take=policy.takes_erasing,
        act=acts.erase_detail,
    ),
    # Carried out by the command that seals the loss: it calls `proposals.redeem` and passes the
    # two humans on. Key and witnesses are on that machine, not within reach of the pages.
    Power(
        name=policy.LOSS,
        title=gettext_lazy("Accept a loss of the audit trail"),
        about=gettext_lazy(
            "After a restore: the gap is sealed visibly. Where the pages do not start, two sign at"
            " the terminal: throughcare audit accept-loss."
        ),
        proposers=frozenset({DUTY, ADMINISTRATOR}),
        seconds=frozenset({OFFICER, ADMINISTRATOR}),
        asks=(
            Ask(
                "hash",
                gettext_lazy("Hash of the witness’s last checkpoint"),
                gettext_lazy(
                    "64 hexadecimal digits, as “throughcare audit accept-loss” prints them before"
                    " anybody signs."
                ),
            ),
            Ask(
                "key",
                gettext_lazy("Key that is lost as well"),
                gettext_lazy("64 hexadecimal digits, printed there too. Empty: none is lost."),
                is_needed=False,
            ),
        ),
        says=_says_loss,
        may_take=policy.takes_loss,
    ),
    Power(
        name="bulk-export",
        title=gettext_lazy("Export many cases at once"),
        about=gettext_lazy("Whatever is exported leaves the rule behind."),
        proposers=frozenset({DUTY}),
        seconds=frozenset({OFFICER}),
        asks=(),
        says=_says_export,
        missing=gettext_lazy("This version has no export yet, so there is nothing to propose."),
    ),
]
