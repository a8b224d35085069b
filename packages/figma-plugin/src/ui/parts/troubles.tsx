import { useState } from "preact/hooks";
import type { Translate } from "../l10n/translate.ts";
import type { Trouble } from "../trouble/trouble.ts";

/** What went wrong, one line each, with details to copy. */
export function Troubles({
  troubles,
  t,
  onRemedy,
}: {
  troubles: readonly Trouble[];
  t: Translate;
  onRemedy: () => void;
}) {
  if (troubles.length === 0) return null;
  return (
    <ul class="troubles">
      {troubles.map((trouble) => (
        <li key={`${trouble.about} ${trouble.text}`}>
          <p>
            {trouble.about !== undefined && <strong>{trouble.about}: </strong>}
            {trouble.text}
          </p>
          <div class="row">
            {trouble.remedy && (
              <button type="button" class="link" onClick={onRemedy}>
                {trouble.remedy === "relay" ? t("Set a relay") : t("Check the key")}
              </button>
            )}
            <CopyDetails text={trouble.details} t={t} />
          </div>
        </li>
      ))}
    </ul>
  );
}

function CopyDetails({ text, t }: { text: string; t: Translate }) {
  const [copied, setCopied] = useState(false);
  return (
    <button type="button" class="link" onClick={() => setCopied(copyText(text))}>
      <span aria-live="polite">{copied ? t("Copied") : t("Copy details")}</span>
    </button>
  );
}

/**
 * Puts a text on the clipboard: by the old way, since a page without an origin is not given the new one.
 *
 * @returns whether it is there
 */
function copyText(text: string): boolean {
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "unseen";
  document.body.append(field);
  const focused = document.activeElement;
  field.select();
  try {
    return document.execCommand("copy");
  } finally {
    field.remove();
    if (focused instanceof HTMLElement) focused.focus();
  }
}
