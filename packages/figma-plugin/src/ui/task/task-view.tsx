import { Button } from "@create-figma-plugin/ui";
import type { Task, TaskKind } from "@stratify/core";
import { useEffect, useRef, useState } from "preact/hooks";
import { useServices, useWords } from "../app/services.ts";
import { useStore } from "../app/store.ts";
import { keywordProblem, withHistory } from "../keywords/keywords.ts";
import { KeywordsSection } from "../keywords/keywords-section.tsx";
import type { Translate } from "../l10n/translate.ts";
import { localId } from "../providers/provider-book.ts";
import { consentName, consentWords, obstacleWords, totalCostWords } from "../providers/provider-facts.ts";
import { chosenOf, ProviderSection, takesBackground, useChoices } from "../providers/provider-section.tsx";
import type { Order, Source } from "../run/order.ts";
import { useStart } from "../run/use-start.ts";
import { BackgroundSection } from "./background-section.tsx";
import { Consent } from "./consent.tsx";
import { ImagesSection } from "./images-section.tsx";
import { ResultSection } from "./result-section.tsx";

/** Who does the demo: it takes neither a key nor the network. */
const engine = { id: localId, name: "Local engine" };

/** What to do, with what, and by whom. */
export function TaskView({ task: kind }: { task: TaskKind }) {
  const { draft, selection, settings } = useServices();
  const { t } = useWords();
  const { units = [] } = useStore(selection) ?? {};
  const { keywords, background } = useStore(draft);
  const { providers, consents, mode, fill, history } = useStore(settings.store);
  const choices = useChoices(kind);
  const chosen = chosenOf(choices, providers[kind]);
  const start = useStart();
  const [asking, setAsking] = useState(false);
  const primary = useRef<HTMLButtonElement>(null);
  useEffect(() => setAsking(false), [chosen?.info.id]);

  const task: Task =
    kind === "split"
      ? { task: kind, keywords }
      : kind === "cutout"
        ? { task: kind }
        : { task: kind, background };
  const begin = (sources: readonly Source[], order: Order) => {
    if (kind === "split") settings.change({ history: withHistory(history, keywords) });
    start(sources.map((source) => ({ source, order })));
  };
  const go = () => {
    if (!chosen) return;
    const { id, name } = chosen.info;
    const sources = units.map((unit): Source => ({ from: "unit", id: unit.id, name: unit.name }));
    begin(sources, { task, provider: { id, name }, mode, fill });
  };
  const tryGo = () => {
    if (missing) return;
    const agreed = !chosen?.info.capabilities.host || consents.includes(consentName(chosen.info));
    if (agreed) go();
    else setAsking(true);
  };
  const sample = () => {
    const demo: Task = kind === "cutout" ? { task: kind } : { task: "split", keywords: ["subject", "brown"] };
    start([{ source: { from: "sample" }, order: { task: demo, provider: engine, mode, fill } }]);
  };

  const missing = whatIsMissing();
  const jobs = units.length * (kind === "split" ? keywords.length : 1);
  return (
    <div class="view">
      <div class="scroll">
        <ImagesSection onSample={sample} />
        {kind === "split" && <KeywordsSection provider={chosen?.info} onEnter={tryGo} />}
        {kind === "replace-background" && <BackgroundSection choice={chosen} />}
        <ProviderSection task={kind} choices={choices} chosen={chosen} />
        <ResultSection task={kind} />
      </div>
      <div class="footer">
        {asking && chosen ? (
          <Consent
            text={consentWords(chosen.info, t)}
            onAgree={() => {
              settings.change({ consents: [...consents, consentName(chosen.info)] });
              go();
            }}
            onCancel={() => {
              setAsking(false);
              primary.current?.focus();
            }}
          />
        ) : (
          <>
            <p class="quiet" id="cost">
              {missing ??
                (chosen && jobs > 0 && totalCostWords(chosen.info, jobs, t)) ??
                t("Nothing leaves this machine.")}
            </p>
            <Button
              ref={primary}
              fullWidth
              disabled={missing !== undefined}
              onClick={tryGo}
              aria-describedby="cost"
            >
              {titleOf(kind, t)}
            </Button>
          </>
        )}
      </div>
    </div>
  );

  function whatIsMissing(): string | undefined {
    if (units.length === 0) return t("Select something that can be split.");
    if (!chosen) return t("No provider can do this.");
    const obstacle = obstacleWords(chosen, t);
    if (obstacle) return `${chosen.info.name}: ${obstacle}`;
    if (kind === "split" && keywords.length === 0) return t("Give a keyword at least.");
    if (kind === "split") return keywords.flatMap((word) => keywordProblem(word, chosen.info, t) ?? [])[0];
    if (kind === "replace-background" && !takesBackground(chosen, background.kind))
      return t("Choose a background.");
    return undefined;
  }
}

function titleOf(task: TaskKind, t: Translate): string {
  switch (task) {
    case "split":
      return t("Split into layers");
    case "cutout":
      return t("Cut out the subject");
    case "replace-background":
      return t("Replace the background");
  }
}
