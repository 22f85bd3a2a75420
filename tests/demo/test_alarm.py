"""An ordinary day in the region raises no alarm; and nobody in it was invented to be opened."""

from django.conf import settings
from django.urls import reverse

from tests.pages import signed_in
from throughcare.agencies.acting import act_as
from throughcare.audit.models import Event
from throughcare.cases import policy
from throughcare.demo.region import Region
from throughcare.kernel import clock


def test_an_ordinary_day_raises_no_alarm(region: Region) -> None:
    """Everybody looks at their desk, at all their cases and at two pages of each."""
    opened = 0
    for post in region.posts.values():
        if not post.is_in_force(clock.now()):
            continue
        client = signed_in(post)
        client.get(reverse("desk"))
        for case in policy.visible_to(act_as(post)):
            opened += 1
            for name in ("case", "chronology"):
                assert client.get(reverse(name, args=[case.pk])).status_code == 200
    assert opened > settings.ALARM_CASES
    assert not Event.objects.filter(verb__startswith="alarm.").exists()
