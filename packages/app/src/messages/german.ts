/** The German of every message that hosts share, by its English. `{0}`, `{1}` stand for values. */
export const german = {
  "The cost was refunded.": "Die Kosten wurden erstattet.",
  "It may have been charged.": "Vielleicht wurde es berechnet.",
  "reading the image": "das Bild wird gelesen",
  "finding the subject": "das Motiv wird gesucht",
  "cutting it out": "das Motiv wird freigestellt",
  "drawing the edges": "die Kanten werden gezeichnet",
  "painting the background": "der Hintergrund wird gemalt",
  "writing the result": "das Ergebnis wird geschrieben",
  uploading: "wird hochgeladen",
  downloading: "wird heruntergeladen",
  done: "fertig",
  failed: "fehlgeschlagen",
  "reading masks": "Masken werden gelesen",
  "making layers": "Ebenen werden gemacht",
  "checking layers": "Ebenen werden geprüft",
  '"{0}" is too short: {1} takes {2} letters or more.':
    '"{0}" ist zu kurz: {1} braucht mindestens {2} Buchstaben.',
  '"{0}…" is too long: {1} takes {2} letters at most.':
    '"{0}…" ist zu lang: {1} nimmt höchstens {2} Buchstaben.',
  '{0} does not know "{1}".': '{0} kennt "{1}" nicht.',
  "{0} takes no keywords: its layers are automatic.":
    "{0} nimmt keine Stichwörter: Die Ebenen entstehen automatisch.",
  'It shows the same as "{0}" and is left out.': "Es zeigt dasselbe wie „{0}“ und ist weggelassen.",
  "{0} is gone, so its results are as the service made them.":
    "{0} ist nicht mehr da; die Ergebnisse sind so, wie der Dienst sie gemacht hat.",
  "{0} has changed since its jobs were submitted, so its results are as the service made them.":
    "{0} hat sich seit dem Senden der Aufträge geändert; die Ergebnisse sind so, wie der Dienst sie gemacht hat.",
  "{0} has changed since its jobs were submitted. Start a new run.":
    "{0} hat sich seit dem Senden der Aufträge geändert. Starten Sie es neu.",
  "{0}: {1}": "{0}: {1}",
  submitting: "wird gesendet",
  queued: "wartet auf den Anfang",
  processing: "wird bearbeitet",
  "It was not submitted before the crash, and was left out.":
    "Es war vor dem Absturz nicht gesendet und ist weggelassen.",
} as const;
