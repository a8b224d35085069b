import { IconClose16, Textbox } from "@create-figma-plugin/ui";
import { keywordProblem, suggestions, withKeywords } from "@stratify/app/keywords/keywords";
import { useId, useState } from "preact/hooks";
import { useServices, useWords } from "../app/services.ts";
import { useStore } from "../app/store.ts";
import { Section } from "../parts/section.tsx";
import type { ShownProvider } from "../providers/provider-book.ts";

/** Most suggestions that are shown. */
const mostShown = 12;

interface Props {
  readonly provider: ShownProvider | undefined;
  /** Enter was pressed, and no word was typed. */
  readonly onEnter: () => void;
}

/** The words to split by: as chips, with what else could be meant. */
export function KeywordsSection({ provider, onEnter }: Props) {
  const { draft, settings, announce } = useServices();
  const { t } = useWords();
  const { keywords } = useStore(draft);
  const { history } = useStore(settings.store);
  const [typed, setTyped] = useState("");
  const hint = useId();
  const setKeywords = (next: readonly string[]) => draft.change((now) => ({ ...now, keywords: next }));
  const add = (text: string) => {
    setKeywords(withKeywords(keywords, [text]));
    setTyped("");
  };
  const remove = (word: string) => {
    setKeywords(keywords.filter((each) => each !== word));
    announce(t('"{0}" removed', word));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if ((event.key === "Enter" || event.key === ",") && typed.trim()) {
      event.preventDefault();
      add(typed);
    } else if (event.key === "Enter") onEnter();
    else if (event.key === "Backspace" && typed === "") setKeywords(keywords.slice(0, -1));
  };
  const more = provider ? suggestions(provider, history, keywords).slice(0, mostShown) : [];
  const automatic = keywords.length === 0 ? provider?.capabilities.automatic : undefined;
  const problems = provider ? keywords.flatMap((word) => keywordProblem(word, provider, t) ?? []) : [];
  return (
    <Section title={t("Keywords")}>
      {keywords.length > 0 && (
        <ul class="chips">
          {keywords.map((word) => (
            <li key={word}>
              <button
                type="button"
                class={provider && keywordProblem(word, provider, t) ? "chip wrong" : "chip"}
                aria-label={t('Remove "{0}"', word)}
                onClick={() => remove(word)}
              >
                {word} <IconClose16 />
              </button>
            </li>
          ))}
        </ul>
      )}
      <Textbox
        aria-label={t("Keywords")}
        aria-describedby={hint}
        placeholder={automatic ? t("Empty for automatic layers") : t("What to extract, such as: shoe, lace")}
        value={typed}
        onValueInput={setTyped}
        onKeyDown={onKeyDown}
        onBlur={() => typed.trim() && add(typed)}
      />
      <p id={hint} class={problems.length > 0 ? "wrong" : "quiet"} aria-live="polite">
        {problems[0] ??
          (automatic
            ? t("Without keywords, each object that stands out becomes a layer.")
            : t("One layer for each. Enter or a comma adds one."))}
      </p>
      {automatic && <MostLayers most={automatic.maxLayers} />}
      {more.length > 0 && (
        <ul class="chips" aria-label={t("Suggestions")}>
          {more.map((word) => (
            <li key={word}>
              <button
                type="button"
                class="chip more"
                aria-label={t('Add "{0}"', word)}
                onClick={() => add(word)}
              >
                + {word}
              </button>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

const choices = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32];

/** How many layers an automatic split makes at most. @param most what the provider makes at most */
function MostLayers({ most }: { most: number }) {
  const { settings } = useServices();
  const { t } = useWords();
  const { maxLayers } = useStore(settings.store);
  const chosen = Math.min(maxLayers, most);
  const counts = new Set([...choices.filter((count) => count <= most), chosen]);
  return (
    <label class="row">
      <span class="grow">{t("Layers at most")}</span>
      <select
        value={chosen}
        onChange={(event) => settings.change({ maxLayers: Number(event.currentTarget.value) })}
      >
        {[...counts]
          .sort((one, other) => one - other)
          .map((count) => (
            <option key={count} value={count}>
              {count}
            </option>
          ))}
      </select>
    </label>
  );
}
