"""The Jinja2 environment of all pages: loaders, words, drawing, and what pages may call."""

from pathlib import Path
from typing import Any

import django.forms
from django.apps import apps
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from jinja2 import (
    BaseLoader,
    ChainableUndefined,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PackageLoader,
    PrefixLoader,
    StrictUndefined,
    Undefined,
)
from jinja2.utils import missing

from throughcare.kernel import clock
from throughcare.web import charts, fields, words


class Careful(StrictUndefined):
    """Fails on a misspelt name; a key that a dict lacks is empty, as the GOV.UK macros expect."""

    def __new__(cls, hint: Any = None, obj: Any = missing, name: Any = None, *rest: Any) -> Any:
        """A lenient value for dicts and for what those macros leave undefined."""
        if isinstance(obj, dict) or name in {"undefined", "null", "caller"}:
            return ChainableUndefined(hint, obj, name)
        return Undefined.__new__(cls)


def environment(**options: Any) -> Environment:
    """The environment for Django's Jinja2 backend; its own loader is replaced by ours."""
    options.update(loader=_loader(), undefined=Careful)
    options.pop("autoescape", None)
    made = Environment(
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do", "jinja2.ext.loopcontrols"],
        **options,
    )
    made.policies["ext.i18n.trimmed"] = True
    made.install_gettext_callables(  # type: ignore[attr-defined]
        gettext=translation.gettext,
        ngettext=translation.ngettext,
        pgettext=translation.pgettext,
        npgettext=translation.npgettext,
        newstyle=True,
    )
    made.filters.update(words.FILTERS)
    made.globals.update(
        static=static,
        url=url,
        url_if=url_if,
        messages_of=messages_of,
        language=translation.get_language,
        is_rtl=translation.get_language_bidi,
        now=clock.now,
        draw=charts,
        fields=fields,
    )
    return made


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a named page."""
    return reverse(name, args=args, kwargs=kwargs)


def url_if(name: str, *args: Any) -> str:
    """The address of a named page, or nothing where this deployment has no such page."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def messages_of(request: HttpRequest | None) -> list[Any]:
    """What the last act has to say to the reader, once."""
    return list(get_messages(request)) if request else []


def _loader() -> BaseLoader:
    """Our apps first, then the GOV.UK macros, then the widgets of Django's forms."""
    ours = [
        Path(app.path) / "templates"
        for app in apps.get_app_configs()
        if app.name.startswith("throughcare.")
    ]
    return ChoiceLoader(
        [
            FileSystemLoader(ours),
            PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
            FileSystemLoader(Path(django.forms.__file__).parent / "jinja2"),
        ]
    )
