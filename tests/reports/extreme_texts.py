"""Texts at the edges: as long as a block may say, without a space, in signs that mean something elsewhere."""

LENGTH = 3000

PROSE = ("Die Leistungsbeschreibung für den Prüfstand ist mit der Vergabestelle abgestimmt. " * 40)[:LENGTH]

UNBROKEN = ("Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen" * 60)[:LENGTH]

_ODD = (
    "Emoji 😀👩🏽\u200d💻🇩🇪, arabisch السلام عليكم, hebräisch שלום, chinesisch 北京; "
    '„deutsch“, "gerade", ‚einfach‘, »Winkel«, \\Backslash\\n \\u{41}; '
    '#eval(1) #include "report.typ" $x^2$ *fett* _kursiv_ `code` = Titel @anker <label> '
    "//kommentar /*auch*/ ~ -- --- [Klammer] {Block} &amp; <b>HTML</b> ]] )) # 100\u202e000 a\u0308\u200b "
)
ODD_TEXT = (_ODD * 12)[:LENGTH]

LONG_NAMES = (
    "Kompetenzzentrum für vertrauenswürdige Künstliche Intelligenz im Maschinenbau KI",
    "Wirtschaftsförderungs- und Technologieentwicklungsgesellschaft Donau-Neckar-Fils",
    "Transformationswerkstatt Fahrzeugzulieferindustrie, Produktionsautomatisierung 4",
)
LONG_REFERENCE = "WIV-2026/0113-Ergaenzung-02-Austauschfassung-vom-14.09.2026"
