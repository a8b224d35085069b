import type { Background, TaskKind } from "@stratify/core";
import { useServices, useWords } from "../app/services.ts";
import { useStore } from "../app/store.ts";
import type { Translate } from "../l10n/translate.ts";
import { Section } from "../parts/section.tsx";
import type { Choice } from "./provider-book.ts";
import { costWords, obstacleWords, placeWords } from "./provider-facts.ts";

/** Who can do a task, as the settings have it. */
export function useChoices(task: TaskKind): readonly Choice[] {
  const { providers, settings } = useServices();
  useStore(settings.store);
  useStore(providers.relay);
  return providers.choices().filter(({ info }) => info.capabilities.tasks.includes(task));
}

/**
 * Whom a task is given to: whom the user chose, be it through the relay where that is the only way, else the first who
 * can be called.
 */
export function chosenOf(choices: readonly Choice[], wanted: string | undefined): Choice | undefined {
  return (
    choices.find(({ info, standing }) => info.id === wanted && standing === "ready") ??
    choices.find(({ info }) => info.id === `relay:${wanted}`) ??
    choices.find(({ info }) => info.id === wanted) ??
    choices.find(({ standing }) => standing === "ready") ??
    choices[0]
  );
}

/** Which backgrounds a provider takes; the relay says so of those behind it. */
export function takesBackground({ info }: Choice, kind: Background["kind"]): boolean {
  return info.capabilities.backgrounds?.includes(kind) ?? false;
}

/** Who shall do it: with cost, where the picture goes, and what is in the way. */
export function ProviderSection({
  task,
  choices,
  chosen,
}: {
  task: TaskKind;
  choices: readonly Choice[];
  chosen: Choice | undefined;
}) {
  const { settings, screen, providers: book } = useServices();
  const relay = useStore(book.relay);
  const words = useWords();
  const { t } = words;
  const choose = (id: string) => {
    const { providers } = settings.store.get();
    settings.change({ providers: { ...providers, [task]: id } });
  };
  return (
    <Section title={t("Provider")}>
      <div class="options" role="radiogroup" aria-label={t("Provider")}>
        {choices.map((choice) => {
          const { info } = choice;
          const obstacle = obstacleWords(choice, words);
          return (
            <label key={info.id} class={choice === chosen ? "option chosen" : "option"}>
              <input
                type="radio"
                name="provider"
                checked={choice === chosen}
                onChange={() => choose(info.id)}
              />
              <span class="grow">
                <span class="option-name">{info.name}</span>
                <span class="quiet">
                  {costWords(info, t)} · {placeWords(info, t)}
                </span>
                {obstacle && <span class="obstacle">{obstacle}</span>}
              </span>
            </label>
          );
        })}
      </div>
      {relay.state === "asking" && <p class="quiet">{t("Asking the relay what it offers")}</p>}
      {relay.state === "failed" && (
        <p class="wrong">{t("The relay does not answer. The settings tell why.")}</p>
      )}
      {chosen && chosen.standing !== "ready" && (
        <button type="button" class="link" onClick={() => screen.set({ at: "settings" })}>
          {settingWords(chosen, t)}
        </button>
      )}
    </Section>
  );
}

/** What the settings can do about a provider that is not ready. */
function settingWords(choice: Choice, t: Translate): string {
  if (choice.standing === "relay-only") return t("Set a relay");
  const isKey = choice.standing === "unset" && choice.missing.some(({ secret }) => secret);
  return isKey ? t("Set its key") : t("Set its options");
}
