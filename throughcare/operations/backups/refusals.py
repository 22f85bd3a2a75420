"""Why a backup is not made, not read, or not put in place."""


class BackupRefused(Exception):
    """Nothing was changed; the sentence says why, and what to do."""


class NotWhole(BackupRefused):
    """The file is not the one that was written, or the key is not its key."""
