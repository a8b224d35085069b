import type { ErrorCode } from "@stratify/core";
import type { ImagingErrorCode } from "@stratify/imaging";

/** What core's table says in English: what happened, what to do, and what to do where the job can be resumed. */
export const germanErrors: Readonly<
  Record<ErrorCode, readonly [whatHappened: string, whatToDo: string, whenResumable?: string]>
> = {
  aborted: ["angehalten", "Starten Sie es wieder, wann Sie möchten."],
  deadline: [
    "in der erlaubten Zeit nicht fertig geworden",
    "Starten Sie es noch einmal.",
    "Setzen Sie es später fort.",
  ],
  "invalid-request": [
    "so nicht möglich",
    "Es wurde nichts gesendet. Ändern Sie es und starten Sie es noch einmal.",
  ],
  unsupported: ["das kann dieser Dienst nicht", "Es wurde nichts gesendet. Wählen Sie einen anderen Dienst."],
  "resend-risk": [
    "dieser Browser sendet eine bezahlte Anfrage vielleicht zweimal, wenn die Verbindung abreißt",
    "Es wurde nichts gesendet. Verwenden Sie ein Relay, oder starten Sie es neu und nehmen Sie das Risiko an.",
  ],
  unauthorized: [
    "der Dienst hat den API-Schlüssel nicht angenommen",
    "Prüfen Sie den Schlüssel und setzen Sie ihn neu.",
  ],
  forbidden: [
    "der API-Schlüssel darf das nicht",
    "Verwenden Sie einen Schlüssel mit der nötigen Berechtigung.",
  ],
  "insufficient-credits": [
    "das Konto hat zu wenig Guthaben",
    "Es wurde nichts berechnet. Laden Sie Guthaben nach und starten Sie es noch einmal.",
  ],
  "not-found": ["der Dienst kennt das nicht", "Vielleicht ist es abgelaufen. Starten Sie es noch einmal."],
  "rate-limited": [
    "der Dienst bittet um weniger Anfragen",
    "Warten Sie ein wenig und starten Sie es noch einmal.",
  ],
  refused: [
    "der Dienst hat abgelehnt",
    "Ändern Sie es, wie der Dienst sagt, und starten Sie es noch einmal.",
  ],
  unavailable: ["der Dienst hat selbst ein Problem", "Versuchen Sie es in ein paar Minuten noch einmal."],
  network: ["der Dienst war nicht erreichbar", "Prüfen Sie die Verbindung und starten Sie es noch einmal."],
  "outcome-unknown": [
    "niemand weiß, ob der Dienst den Auftrag angenommen hat",
    "Vielleicht wurde er berechnet. Sehen Sie beim Dienst nach, bevor Sie es noch einmal starten.",
  ],
  "unexpected-response": [
    "der Dienst hat anders geantwortet als je dokumentiert",
    "Prüfen Sie die Adresse des Dienstes.",
  ],
  "response-too-large": [
    "die Antwort des Dienstes ist größer als erlaubt",
    "Verwenden Sie ein kleineres Bild.",
  ],
  "upload-failed": [
    "der Speicher des Dienstes hat das Bild nicht angenommen",
    "Es wurde nichts berechnet. Starten Sie es noch einmal.",
  ],
  "job-failed": [
    "der Dienst konnte den Auftrag nicht erledigen",
    "Versuchen Sie ein anderes Bild, Stichwort oder einen anderen Dienst.",
  ],
  "job-canceled": ["der Auftrag wurde beim Dienst abgebrochen", "Starten Sie es wieder, wann Sie möchten."],
  "content-refused": ["der Dienst nimmt den Inhalt dieses Bildes nicht an", "Wählen Sie ein anderes Bild."],
  "no-output": [
    "der Auftrag endete ohne Ergebnis",
    "Versuchen Sie ein anderes Stichwort oder einen anderen Dienst.",
  ],
  "result-expired": [
    "das Ergebnis ist nicht mehr verfügbar",
    "Starten Sie es noch einmal. Ergebnisse werden nur eine Weile aufgehoben.",
  ],
  "result-invalid": [
    "das Ergebnis ist kein Bild",
    "Versuchen Sie es später noch einmal oder wählen Sie einen anderen Dienst.",
  ],
  "result-too-large": ["das Ergebnis ist größer als erlaubt", "Verwenden Sie ein kleineres Bild."],
  "bad-handle": ["dieser Auftrag kann nicht fortgesetzt werden", "Verwerfen Sie ihn."],
  "not-configured": [
    "der Dienst dieses Auftrags ist hier nicht eingerichtet",
    "Setzen Sie seinen Schlüssel, und setzen Sie den Auftrag dann fort.",
  ],
  "journal-failed": [
    "der Auftrag konnte nicht ins Journal geschrieben werden",
    "Es wurde nichts berechnet. Verwerfen Sie unfertige Aufträge und starten Sie es noch einmal.",
  ],
};

/** What is wrong with a picture; goes after its name. */
export const germanImaging: Readonly<Record<ImagingErrorCode, string>> = {
  "not-an-image": "Das ist kein Bild, das gelesen werden kann.",
  unsupported: "Diese Art Bild kann nicht gelesen werden.",
  truncated: "Das Bild ist abgeschnitten.",
  damaged: "Das Bild ist beschädigt.",
  "too-large": "Das Bild ist zu groß.",
  "zero-sized": "Das Bild hat keine Pixel.",
  "size-mismatch": "Das Ergebnis passt nicht zur Größe des Bildes.",
  "no-codecs": "Die Bildformate konnten nicht geladen werden.",
  "not-alignable": "Das Ergebnis lässt sich nicht über das Bild legen.",
  "worker-failed": "Die Arbeit an den Pixeln ist gescheitert. Versuchen Sie es mit einem kleineren Bild.",
};
