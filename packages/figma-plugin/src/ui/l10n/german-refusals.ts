/** What the main code says of nodes, jobs and places, by its codes; goes after a name. */
export const germanRefusals: Readonly<Record<string, string>> = {
  hidden: "ist ausgeblendet. Blenden Sie es zuerst ein.",
  "inside-hidden": "liegt in etwas Ausgeblendetem. Blenden Sie das zuerst ein.",
  empty: "enthält nichts Sichtbares.",
  "no-size": "hat keine Breite oder Höhe.",
  video: "ist ein Video. Nur stehende Bilder können zerlegt werden.",
  slice: "ist ein Slice. Wählen Sie stattdessen aus, was es zeigt.",
  "source-gone": "Woraus das gemacht wurde, ist nicht mehr da. Wählen Sie ein anderes Bild.",
  "not-exported": "Figma konnte es nicht zeichnen.",
  gone: "Der Knoten ist nicht mehr da. Seine Ebenen kommen dorthin, wo er war.",
  changed: "Der Knoten wurde inzwischen verändert. Seine Ebenen zeigen ihn, wie er war.",
  moved: "Der Knoten wurde inzwischen verschoben.",
  "other-file": "Der Auftrag gehört zu einer anderen Datei.",
  "other-page": "Das Ergebnis liegt auf einer anderen Seite.",
  "storage-full": "Der Speicher des Plugins ist voll. Verwerfen Sie unfertige Aufträge.",
};
