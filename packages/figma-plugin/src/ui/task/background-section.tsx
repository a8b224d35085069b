import type { CatalogueBackground } from "@stratify/core";
import { useEffect, useState } from "preact/hooks";
import { useServices, useWords } from "../app/services.ts";
import { useStore } from "../app/store.ts";
import type { Message } from "../l10n/translate.ts";
import { Section } from "../parts/section.tsx";
import { Troubles } from "../parts/troubles.tsx";
import type { Choice } from "../providers/provider-book.ts";
import { takesBackground } from "../providers/provider-section.tsx";
import { type Trouble, troubleOf } from "../trouble/trouble.ts";

const swatches: readonly (readonly [Message, string])[] = [
  ["White", "#ffffff"],
  ["Black", "#000000"],
  ["Light grey", "#e6e6e6"],
  ["Sand", "#e8dcc4"],
  ["Sky blue", "#8ecae6"],
  ["Green", "#2a9d5c"],
];

/** What to put behind the subject: a colour, or a picture of the provider's catalogue. */
export function BackgroundSection({ choice }: { choice: Choice | undefined }) {
  if (choice && takesBackground(choice, "color")) return <ColorSection />;
  return choice?.standing === "ready" ? <CatalogueSection key={choice.info.id} choice={choice} /> : null;
}

function ColorSection() {
  const { draft } = useServices();
  const { t } = useWords();
  const { background } = useStore(draft);
  const color = background.kind === "color" ? background.color : "";
  const choose = (value: string) =>
    draft.change((now) => ({ ...now, background: { kind: "color", color: value } }));
  useEffect(() => {
    if (!color) choose("#ffffff");
  }, [color]);
  return (
    <Section title={t("Colour of the background")}>
      <div class="row swatches" role="radiogroup" aria-label={t("Colour of the background")}>
        {swatches.map(([name, value]) => (
          <input
            key={value}
            type="radio"
            name="color"
            class="swatch"
            style={{ background: value }}
            aria-label={t(name)}
            title={t(name)}
            checked={value === color}
            onChange={() => choose(value)}
          />
        ))}
        <input
          type="color"
          class="swatch"
          aria-label={t("Another colour…")}
          title={t("Another colour…")}
          value={color || "#ffffff"}
          onInput={(event) => choose(event.currentTarget.value)}
        />
        <code>{color}</code>
      </div>
    </Section>
  );
}

function CatalogueSection({ choice: { info } }: { choice: Choice }) {
  const { draft, providers, screen } = useServices();
  const words = useWords();
  const { t } = words;
  const { background } = useStore(draft);
  const [entries, setEntries] = useState<readonly CatalogueBackground[]>();
  const [trouble, setTrouble] = useState<Trouble>();
  useEffect(() => {
    const stop = new AbortController();
    providers
      .client()
      .backgrounds(info.id, { signal: stop.signal })
      .then(setEntries, (error: unknown) => {
        if (!stop.signal.aborted) setTrouble(troubleOf(error, info.name, words));
      });
    return () => stop.abort();
  }, [info.id]);
  const choose = (chosen: CatalogueBackground["background"]) =>
    draft.change((now) => ({ ...now, background: chosen }));
  return (
    <Section title={t("Background from {0}", info.name)}>
      {trouble && <Troubles troubles={[trouble]} t={t} onRemedy={() => screen.set({ at: "settings" })} />}
      {!entries && !trouble && <p class="quiet">{t("Asking {0} for its backgrounds", info.name)}</p>}
      {entries?.length === 0 && <p class="quiet">{t("{0} has no backgrounds to choose from.", info.name)}</p>}
      <div class="catalogue" role="radiogroup" aria-label={t("Background from {0}", info.name)}>
        {entries?.map(({ background: entry, name, previewUrl }) => (
          <label key={JSON.stringify(entry)} class="entry" title={name}>
            <input
              type="radio"
              name="entry"
              checked={JSON.stringify(entry) === JSON.stringify(background)}
              onChange={() => choose(entry)}
            />
            {previewUrl && <img src={previewUrl} alt="" loading="lazy" />}
            <span class="name">{name}</span>
          </label>
        ))}
      </div>
    </Section>
  );
}
