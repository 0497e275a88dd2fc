"""The icons: what stands inside a 16 × 16 drawing, stroked at 1.5 in the colour of the text.

Solid shapes carry `class="solid"`. All were drawn for this system; none comes from a library.
"""

_DISC = '<circle class="solid" cx="8" cy="8" r="5.5"/>'

ICONS: dict[str, str] = {
    # Navigation
    "list": '<path d="M6 4h8M6 8h8M6 12h8M2 4h1M2 8h1M2 12h1"/>',
    "pencil": '<path d="M2.5 13.5 3.2 10 10.8 2.4a1.4 1.4 0 0 1 2 0l.8.8a1.4 1.4 0 0 1 0 2L6 12.8z"/>',
    "people": '<circle cx="6" cy="5" r="2.5"/><path d="M1.5 13.5c0-2.8 1.8-4.5 4.5-4.5s4.5 1.7 4.5 4.5M10.5 2.8a2.5 2.5 0 0 1 0 4.5M12 9.5c1.6.6 2.5 2 2.5 4"/>',
    "search": '<circle cx="7" cy="7" r="4.5"/><path d="m10.5 10.5 3.5 3.5"/>',
    "house": '<path d="M2.5 14V6.5L8 2l5.5 4.5V14M1.5 14h3.8v-4h5.4v4h3.8"/>',
    "flag": '<path d="M3.5 14.5v-12h9l-2 3.2 2 3.3h-9"/>',
    "refresh": '<path d="M13.5 6.5A5.8 5.8 0 0 0 3 5M2.5 9.5A5.8 5.8 0 0 0 13 11M3 2v3.2h3.2M13 14v-3.2H9.8"/>',
    "umbrella": '<path d="M1.5 8.5a6.5 6.2 0 0 1 13 0zM8 8.5v4a1.7 1.7 0 0 0 3.2.6M8 2.3V1"/>',
    "swap": '<path d="M2 5h11.5M10.5 2l3 3-3 3M14 11H2.5M5.5 8l-3 3 3 3"/>',
    "broadcast": '<circle cx="8" cy="8" r="1.5"/><path d="M5 11a4.3 4.3 0 0 1 0-6M11 5a4.3 4.3 0 0 1 0 6M2.8 13.2a7.4 7.4 0 0 1 0-10.4M13.2 2.8a7.4 7.4 0 0 1 0 10.4"/>',
    "yuan": '<path d="m4 2 4 5.5L12 2M8 7.5V14M4.5 8h7M4.5 11h7"/>',
    "chart": '<path d="M2 2v12h12.5M5.5 11.5V8M8.5 11.5V4.5M11.5 11.5v-5"/>',
    "document": '<path d="M3.5 1.8h6l3 3v9.4h-9zM9.2 2v3.2h3.2M5.8 8h4.4M5.8 11h4.4"/>',
    # Tools
    "menu": '<path d="M1.5 3.5h13M1.5 8h13M1.5 12.5h13"/>',
    "close": '<path d="m3 3 10 10M13 3 3 13"/>',
    "bell": '<path d="M3 11.5h10L11.8 10V6.5a3.8 3.8 0 0 0-7.6 0V10zM6.5 13.8h3"/>',
    "chevron-down": '<path d="m4 6 4 4 4-4"/>',
    "chevron-up": '<path d="m4 10 4-4 4 4"/>',
    "chevron-left": '<path d="m10 4-4 4 4 4"/>',
    "chevron-right": '<path d="m6 4 4 4-4 4"/>',
    "plus": '<path d="M8 2.5v11M2.5 8h11"/>',
    "upload": '<path d="M8 10.5v-8M4.8 5.5 8 2.3l3.2 3.2M2.5 9.5v4h11v-4"/>',
    "download": '<path d="M8 2v8M4.8 7 8 10.2 11.2 7M2.5 9.5v4h11v-4"/>',
    "columns": '<path d="M2 3h12v10H2zM6 3v10M10 3v10"/>',
    "rows": '<path d="M2 4h12M2 8h12M2 12h12"/>',
    "printer": '<path d="M4.5 5.5V2h7v3.5M4.5 11.5H2v-6h12v6h-2.5M4.5 9.5h7V14h-7z"/>',
    "camera": '<path d="M1.8 4.8h3L6 3h4l1.2 1.8h3v8.4H1.8z"/><circle cx="8" cy="8.8" r="2.4"/>',
    "eye": '<path d="M1.3 8S3.8 3.8 8 3.8 14.7 8 14.7 8 12.2 12.2 8 12.2 1.3 8 1.3 8z"/><circle cx="8" cy="8" r="1.8"/>',
    "info": '<circle cx="8" cy="8" r="6.2"/><path d="M8 7.3v3.8M8 4.7v.6"/>',
    "keyboard": '<path d="M1.5 4h13v8h-13zM4 6.7h.6M7.7 6.7h.6M11.4 6.7h.6M5 9.5h6"/>',
    "trash": '<path d="M2 4h12M6 4V2.2h4V4M3.7 4l.6 10h7.4l.6-10M6.6 6.8v4.4M9.4 6.8v4.4"/>',
    "phone": '<path d="M3 2h3l1.2 3.4-1.7 1.2a9 9 0 0 0 3.9 3.9l1.2-1.7L14 10v3a1.2 1.2 0 0 1-1.3 1A11 11 0 0 1 2 3.3 1.2 1.2 0 0 1 3 2z"/>',
    "pin": '<path d="M8 14.5S3 10 3 6.4a5 5 0 0 1 10 0C13 10 8 14.5 8 14.5z"/><circle cx="8" cy="6.4" r="1.7"/>',
    "lock": '<path d="M3.5 7h9v6.8h-9zM5.5 7V4.8a2.5 2.5 0 0 1 5 0V7"/>',
    "sign-out": '<path d="M9.5 2.5h-7v11h7M6 8h8M11.2 5.2 14 8l-2.8 2.8"/>',
    "calendar": '<path d="M2 3.5h12v10.3H2zM2 6.8h12M5 1.8v3M11 1.8v3"/>',
    "clip": '<path d="m13.5 7.3-5.6 5.6a3.3 3.3 0 0 1-4.7-4.7l5.9-5.9a2.2 2.2 0 0 1 3.2 3.1l-5.9 5.9a1.1 1.1 0 0 1-1.6-1.6l5.3-5.3"/>',
    "filter": '<path d="M2 3h12L9.5 8.3v4.2l-3 1.5V8.3z"/>',
    # The twelve states, and the marks of errors
    "not-started": '<circle cx="8" cy="8" r="5.5"/>',
    "in-progress": '<circle cx="8" cy="8" r="5.5"/><path class="solid" d="M8 2.5a5.5 5.5 0 0 1 0 11z"/>',
    "done": _DISC + '<path class="cut" d="m5.5 8.2 1.8 1.8 3.3-3.6"/>',
    "waiting": '<path d="M4 1.8h8M4 14.2h8M5 2v2.5L8 8l3-3.5V2M5 14v-2.5L8 8l3 3.5V14"/>',
    "clock": '<circle cx="8" cy="8" r="5.7"/><path d="M8 4.8V8l2 1.8"/>',
    "overdue": '<path class="solid" d="M8 2.8 13.8 13H2.2z"/><path class="cut" d="M8 6.6v2.8M8 11.2v.4"/>',
    "returned": '<path d="M5.5 3 2.3 6.2l3.2 3.2M2.5 6.2h7a4 4 0 0 1 0 7.8H6"/>',
    "held": '<path d="M5.5 3v10M10.5 3v10"/>',
    "denied": '<circle cx="8" cy="8" r="6"/><path d="m3.8 12.2 8.4-8.4"/>',
    "differs": '<path d="M3 6h10M3 10.2h10M10.5 2.8l-5 10.5"/>',
    "equal": '<path d="M3 6h10M3 10h10"/>',
    "unsent": '<path d="M5.2 12.5h6.3a2.8 2.8 0 0 0 .9-5.4 4.3 4.3 0 0 0-6.8-2.3M4 6.5a3 3 0 0 0 .2 6M2 2l12 12"/>',
    "error": _DISC + '<path class="cut" d="M8 5.2v3.2M8 10.4v.4"/>',
    "check": '<path d="m2.5 8.5 3.7 3.7L13.5 4"/>',
}
