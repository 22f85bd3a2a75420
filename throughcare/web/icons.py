"""Line icons on a 20-unit grid, 1.7 stroke, round ends. Always beside a word."""

ICONS = {
    "talk": '<path d="M3 4.5h14v9H9l-3.5 3v-3H3z"/>',
    "note": '<path d="M5 2.5h7l3.5 3.5v11.5H5z"/><path d="M7.5 8h5M7.5 11h5M7.5 14h3"/>',
    "document": '<path d="M4.5 2.5H12L15.5 6v11.5h-11zM12 2.5V6h3.5"/>',
    "house": '<path d="M3.5 9 10 3.5 16.5 9v7.5h-13z"/><path d="M8 16.5V12h4v4.5"/>',
    "phone": (
        '<path d="M4 3.5h3L8.5 7 6.7 8.7a9 9 0 0 0 4.6 4.6L13 11.5l3.5 1.5v3'
        'a1 1 0 0 1-1 1A12.5 12.5 0 0 1 3 4.5a1 1 0 0 1 1-1z"/>'
    ),
    "people": (
        '<circle cx="7" cy="6.5" r="2.5"/><path d="M2.5 16v-1a4.5 4.5 0 0 1 6-4.2"/>'
        '<circle cx="13" cy="6.5" r="2.5"/><path d="M8.5 16v-1a4.5 4.5 0 0 1 9 0v1"/>'
    ),
    "person": '<circle cx="10" cy="6.5" r="3.3"/><path d="M4 17v-1a6 6 0 0 1 12 0v1"/>',
    "person-tick": (
        '<circle cx="8" cy="6.5" r="3"/><path d="M2.5 16.5v-1a5.5 5.5 0 0 1 8-4.9"/>'
        '<path d="m12 14 2 2 3.5-4"/>'
    ),
    "key": ('<circle cx="7" cy="13" r="3.5"/><path d="m9.5 10.5 7-7M13.5 6.5l2.5 2.5"/>'),
    "heart": (
        '<path d="M10 16.5 3.9 10.4A3.9 3.9 0 0 1 9.4 4.9l.6.6.6-.6a3.9 3.9 0 0 1 5.5 5.5z"/>'
    ),
    "compass": '<circle cx="10" cy="10" r="7.2"/><path d="m13 7-2 4-4 2 2-4z"/>',
    "scales": (
        '<path d="M10 3v14M6 17h8M4 6h12M4 6l-2 5.5a2.3 2.3 0 0 0 4 0zM16 6l-2 5.5'
        'a2.3 2.3 0 0 0 4 0z"/>'
    ),
    "eye": (
        '<path d="M1.8 10S5 4.5 10 4.5 18.2 10 18.2 10 15 15.5 10 15.5 1.8 10 1.8 10z"/>'
        '<circle cx="10" cy="10" r="2.5"/>'
    ),
    "print": (
        '<path d="M6 7.5V3h8v4.5M6 14H3.5V9a1.5 1.5 0 0 1 1.5-1.5h10A1.5 1.5 0 0 1 '
        '16.5 9v5H14"/><path d="M6 12h8v5H6z"/>'
    ),
    "plus": '<path d="M10 4v12M4 10h12"/>',
    "tick": '<path d="m4 10.5 4 4 8-9"/>',
    "cross": '<path d="m5 5 10 10M15 5 5 15"/>',
    "dash": '<path d="M5 10h10"/>',
    "warning": '<path d="M10 3.5 17.8 16.5H2.2z"/><path d="M10 8.5v4M10 14.6v.1"/>',
    "clock": '<circle cx="10" cy="10" r="7.2"/><path d="M10 5.8V10l2.8 2"/>',
    "swap": '<path d="M3.5 7h12.5M13 4l3 3-3 3M16.5 13H4M7 10l-3 3 3 3"/>',
    "lock": '<path d="M4.5 9h11v8h-11zM7 9V6.5a3 3 0 0 1 6 0V9"/>',
    "bolt": '<path d="M11.5 2.5 5 11.5h4.5l-1 6 6.5-9h-4.5z"/>',
    "quote": (
        '<path d="M8.3 6C5.5 6.5 3.7 8.3 3.7 11.2a2.3 2.3 0 1 0 4.6 0 2.3 2.3 0 0 0-3-2.2'
        'M16.3 6c-2.8.5-4.6 2.3-4.6 5.2a2.3 2.3 0 1 0 4.6 0 2.3 2.3 0 0 0-3-2.2"/>'
    ),
    "gauge": '<path d="M3 14.5a7 7 0 1 1 14 0M10 14.5l3-4.5"/>',
    "calendar": '<path d="M3.5 5h13v12h-13zM3.5 8.8h13M7 3v3.5M13 3v3.5"/>',
    "search": '<circle cx="9" cy="9" r="5.5"/><path d="m13 13 4 4"/>',
    "filter": '<path d="M3 5h14M5.5 10h9M8.5 15h3"/>',
    "pencil": '<path d="M4 16l.8-3.8L13.5 3.5l3 3L7.8 15.2zM11.5 5.5l3 3"/>',
    "clip": (
        '<path d="M15.5 9.5 9.7 15.3a3.5 3.5 0 0 1-5-5L11 4a2.3 2.3 0 0 1 3.3 3.3l-6 6'
        'a1.1 1.1 0 0 1-1.6-1.6l5.3-5.3"/>'
    ),
    "pointer": '<path d="M11.5 3.5h5v5M16 4l-7 7M13.5 11.5v5h-10v-10h5"/>',
    "flag": '<path d="M5 17.5V3M5 4h10.5l-2 3.5 2 3.5H5"/>',
    "list": '<path d="M7.5 5H17M7.5 10H17M7.5 15H17M3.5 5h.1M3.5 10h.1M3.5 15h.1"/>',
    "tick-box": '<path d="M3.5 3.5h13v13h-13z"/><path d="m6.5 10.2 2.5 2.5 4.5-5"/>',
    "bell": '<path d="M5 14V9a5 5 0 0 1 10 0v5l1.5 1.5h-13zM8.5 17.5h3"/>',
    "letter": '<path d="M2.5 4.5h15v11h-15zM3 5.5l7 5.5 7-5.5"/>',
    "language": (
        '<circle cx="10" cy="10" r="7.2"/><path d="M2.8 10h14.4M10 2.8c2.5 2 3 4.5 3 7.2s-.5 '
        '5.2-3 7.2c-2.5-2-3-4.5-3-7.2s.5-5.2 3-7.2z"/>'
    ),
    "question": (
        '<circle cx="10" cy="10" r="7.2"/><path d="M7.9 8a2.2 2.2 0 1 1 3.2 2c-.7.4-1.1.8-1.1 '
        '1.7M10 14.2v.1"/>'
    ),
    "cake": (
        '<path d="M3.5 10.5h13v6.5h-13zM3.5 13.5c2 1.5 4.5 1.5 6.5 0s4.5-1.5 6.5 0M10 10.5V7'
        'M10 4v.1"/>'
    ),
    "split": '<path d="M3 10h5l5-5h4M14.5 2.5 17 5l-2.5 2.5M8 10l5 5h4M14.5 12.5 17 15l-2.5 2.5"/>',
    "down": '<path d="m5 7.5 5 5 5-5"/>',
    "next": '<path d="m7.5 5 5 5-5 5"/>',
    "sign-out": '<path d="M8 3.5H3.5v13H8M13 6.5l3.5 3.5-3.5 3.5M16 10H7.5"/>',
    "menu": '<path d="M3 5.5h14M3 10h14M3 14.5h14"/>',
}

# Icons that point along the line of reading turn round in right-to-left pages.
DIRECTED = frozenset({"next", "sign-out", "split", "pointer", "quote", "list", "swap", "talk"})
