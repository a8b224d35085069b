import { useServices, useWords } from "../app/services.ts";
import { useStore } from "../app/store.ts";
import { Section } from "../parts/section.tsx";
import { refusalWords } from "../trouble/trouble.ts";

/** What is selected: what can be worked on, and what can't, with the reason. */
export function ImagesSection({ onSample }: { onSample: () => void }) {
  const selection = useStore(useServices().selection);
  const words = useWords();
  const { t } = words;
  const { units = [], refused = [] } = selection ?? {};
  return (
    <Section title={t("Images")} aside={units.length > 0 && <span class="count">{units.length}</span>}>
      {units.length + refused.length === 0 && (
        <p class="quiet">
          {t("Select frames, images or groups in the file.")}{" "}
          <button type="button" class="link" onClick={onSample}>
            {t("Try a sample picture")}
          </button>
        </p>
      )}
      <ul class="units">
        {units.map(({ id, name, width, height }) => (
          <li key={id}>
            <span class="name" title={name}>
              {name}
            </span>
            <span class="quiet">
              {Math.round(width)} × {Math.round(height)}
            </span>
          </li>
        ))}
        {refused.map((refusal) => (
          <li key={refusal.id} class="refused">
            {refusalWords(refusal, words)}
          </li>
        ))}
      </ul>
    </Section>
  );
}
