"""What the reference says of each variable of the environment."""

# What each variable of the environment is for. Where the default cannot be read from the code,
# or would say little, it stands here in words.
SETTINGS: dict[str, tuple[str, str]] = {
    "DATABASE_URL": (
        "an SQLite file in `THROUGHCARE_DATA`",
        "Address of a PostgreSQL database, with the login that serves pages and owns nothing:"
        " `postgres://user:password@host:5432/name`.",
    ),
    "DATABASE_OWNER_URL": (
        "`DATABASE_URL`",
        "The same database, with the login that owns the tables, for commands. A process that"
        " serves pages does not use it and need not have it.",
    ),
    "PORT": ("", "Port that the pages are served on."),
    "THROUGHCARE_ADDRESS": ("", "Address that the server listens on."),
    "THROUGHCARE_ALARM_CASES": (
        "",
        "So many different cases opened within an hour are never an alarm; more may be, against"
        " the human's own busiest day.",
    ),
    "THROUGHCARE_ALARM_UNLINKED": (
        "",
        "So many ids and references that show nothing, asked for within ten minutes, are an alarm.",
    ),
    "THROUGHCARE_BACKUP_KEY": (
        "none",
        "Key file of `throughcare backup` and `restore`, where `--key-file` names none. Keep a copy"
        " of it elsewhere.",
    ),
    "THROUGHCARE_DATA": (
        "`var/` beside the program",
        "Folder of the embedded database, uploaded files, collected style sheets and the kept"
        " key. Made for its owner alone; `throughcare doctor` says when others can read it.",
    ),
    "THROUGHCARE_EMAIL": (
        "",
        "Django's mail backend. The default sends nothing; no act of the program sends mail yet.",
    ),
    "THROUGHCARE_FILE_MEGABYTES": ("", "Largest file that may be uploaded."),
    "THROUGHCARE_HOSTS": ("", "Host names that the pages answer to, with commas between."),
    "THROUGHCARE_HTTPS": (
        "",
        "1 behind a proxy that speaks HTTPS: secure cookies, HSTS, redirection, and trust in the"
        " proxy's `X-Forwarded-Proto`.",
    ),
    "THROUGHCARE_IDLE_MINUTES": (
        "",
        "Minutes without a request after which a session ends. What was typed is kept as a draft.",
    ),
    "THROUGHCARE_LOG": (
        "",
        "`plain`: warnings for people. `json`: one line for each request and warning, without"
        " content.",
    ),
    "THROUGHCARE_MARKING_BLOCKS": (
        "",
        "Lowest classification level that stops a text or file: `official`, `restricted`,"
        " `confidential`, `secret` or `top_secret`.",
    ),
    "THROUGHCARE_OIDC_CLIENT": ("", "Our client id at the identity provider."),
    "THROUGHCARE_OIDC_ISSUER": (
        "",
        "Address of the identity provider (OpenID Connect). Empty: there is none.",
    ),
    "THROUGHCARE_OIDC_NAME": ("", "What the sign-in page calls the identity provider."),
    "THROUGHCARE_OIDC_SECRET": ("", "Our client secret at the identity provider."),
    "THROUGHCARE_PROXIES": (
        "",
        "Addresses and networks of the proxies whose `X-Forwarded-For` is believed, with commas"
        " between. Attempts at signing in are braked by the address of whoever asked the first of"
        " them; behind a proxy that is not named here, everybody shares one brake.",
    ),
    "THROUGHCARE_MONITORS": (
        "",
        "Addresses and networks that `/health/live`, `/health/ready` and `/metrics` answer to, with"
        " commas between; only without a proxy between.",
    ),
    "THROUGHCARE_SEAL_KEY": (
        "",
        "Absolute path of the private key that seals the audit trail; outside the data folder, and"
        " of another user. Needed where sealing runs.",
    ),
    "THROUGHCARE_SEAL_PUBLIC": (
        "the sealing key's path and `.pub`",
        "Absolute path of the public key that `throughcare audit verify` expects. Set it where the"
        " private key lies on another machine.",
    ),
    "THROUGHCARE_SECRET_KEY": (
        "a random key kept in `THROUGHCARE_DATA`",
        "Key that signs sessions and forms, at least 40 characters. Set it where several machines"
        " serve one database.",
    ),
    "THROUGHCARE_STEP_UP_MINUTES": (
        "",
        "Minutes after which sensitive addresses ask again who one is.",
    ),
    "THROUGHCARE_WITNESSES": (
        "",
        "Who keeps checkpoints of the audit trail, with commas between: a folder's absolute path,"
        " `command:…`, `https://…`. The server asks them before it starts.",
    ),
    "THROUGHCARE_LEAVE_TO": (
        "an encyclopaedia",
        "Where “Leave this page” leads from the concern line: see"
        " [the how-to](../how-to/concern-line.md).",
    ),
    "THROUGHCARE_WORDS": (
        "",
        "Absolute path of a table of words in place of the shipped one: see"
        " [the how-to](../how-to/words.md).",
    ),
    "THROUGHCARE_WORKERS": ("", "Server processes. SQLite has one writer at a time in any case."),
    "THROUGHCARE_ZONE": ("", "Time zone in which people here read dates and midnight falls."),
}
