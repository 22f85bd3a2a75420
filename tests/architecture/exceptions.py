"""What the rules of the house do not bind, each with its reason. Short lists, kept short."""

# Writes outside actions and models.
WRITERS = {
    "throughcare/audit/lanes.py": "the trail's own writer, beneath its actions",
    "throughcare/audit/bulk.py": "the trail's own writer, beneath its actions",
    "throughcare/agencies/sessions.py": "Django's session store, before anybody acts",
    "throughcare/audit/sealing/actions.py": "writes checkpoints, each the record of itself",
}

# Direct questions to the database outside models, policy, queries and actions.
READERS = {
    "throughcare/audit/": "proves and keeps the trail, for nobody in particular",
    "throughcare/agencies/sessions.py": "Django's session store, before anybody acts",
    "throughcare/agencies/guessing.py": "counts guesses, before anybody acts",
    "throughcare/agencies/second.py": "takes each code once, before anybody acts",
    "throughcare/agencies/acting.py": "makes the actor, before any policy can be asked",
    "throughcare/entries/facts.py": "gathers what the rule asks, beneath the policy",
    "throughcare/web/pages.py": "keeps a double click from acting twice",
}

# Actions without policy or record of their own.
UNASKED_ACTIONS = {
    "throughcare/audit/actions.py": "is the trail: it records others' acts and refusals",
}

# Modules of another app's pages that may be imported all the same.
SHARED_PARTS = {
    ("web", "forms"): "fields and layout for every app's forms",
}
