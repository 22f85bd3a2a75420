"""Writes one note after another, and says so after each; run by the drill, stopped by it."""

import sys

from proofs import databases


def main() -> None:
    """On the first case whose responsible worker may write."""
    from tests import factories
    from throughcare.cases.models import Responsibility
    from throughcare.kernel import clock
    from throughcare.kernel.decision import Refused

    now = clock.now()
    answering = Responsibility.objects.filter(from_at__lte=now, until_at__gt=now)
    for one in answering.select_related("case", "post").order_by("pk").iterator():
        try:
            for number in range(1_000_000):
                factories.write(one.post, one.case, headline=f"Drill {number}", text="He came.")
                sys.stdout.write(f"{number}\n")
                sys.stdout.flush()
        except Refused:
            continue


if __name__ == "__main__":
    databases.set_up()
    main()
