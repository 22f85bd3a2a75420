"""What is there of a large region already."""

from throughcare.agencies.models import Agency, Post
from throughcare.cases.models import Case
from throughcare.sharing.models import Agreement

PREFIX = "Measured area"


def loaded() -> int:
    """How many generated cases there are."""
    return Case.objects.filter(lead_agency__name__startswith=PREFIX).count()


def agreement(name: str) -> Agreement | None:
    """The agreement of an area, if it is there."""
    return Agreement.objects.filter(name=name).first()


def agencies(area: str) -> dict[str, Agency]:
    """The agencies of an area by their sector."""
    return {agency.sector: agency for agency in Agency.objects.filter(name__startswith=f"{area}, ")}


def posts(agency: Agency) -> list[Post]:
    """The posts of a generated agency, in the order in which they were made."""
    return list(Post.objects.filter(agency=agency).order_by("human__email"))
