import { Button } from "@create-figma-plugin/ui";
import { useEffect, useState } from "preact/hooks";
import type { Answer } from "../../shared/contract.ts";
import { useServices, useWords } from "../app/services.ts";
import { useStore } from "../app/store.ts";
import { Title } from "../parts/section.tsx";
import { Troubles } from "../parts/troubles.tsx";
import type { Item } from "../run/item.ts";
import type { Run } from "../run/open-run.ts";
import { troubleOf, type Words } from "../trouble/trouble.ts";
import { type DraftSet, draftOf } from "./draft-set.ts";
import { LayerRows } from "./layer-rows.tsx";
import { openGiving, placeDrafts } from "./place-drafts.ts";
import { Stage } from "./stage.tsx";

interface Props {
  readonly run: Run;
  readonly onPlaced: (answer: Answer<"place">) => void;
  readonly onLeave: () => void;
}

/** The layers before they are placed: to be named, ordered, dropped. */
export function PreviewView({ run, onPlaced, onLeave }: Props) {
  const { ask, announce, screen, trouble } = useServices();
  const words = useWords();
  const { t } = words;
  const { items } = useStore(run.store);
  const ready = items.filter((item): item is Item & Required<Pick<Item, "made">> => item.made !== undefined);
  const [drafts, setDrafts] = useState<ReadonlyMap<string, DraftSet>>(
    () => new Map(ready.map(({ id, made }) => [id, draftOf(made)])),
  );
  const [shown, setShown] = useState(ready[0]?.id ?? "");
  const [placing, setPlacing] = useState(false);
  const [give] = useState(() => openGiving(ask));

  const item = ready.find(({ id }) => id === shown);
  const draft = drafts.get(shown);
  // Of the image that is shown, and of those without anything to show.
  const troubles = items.flatMap((each) => (each.id === shown || !each.made ? each.troubles : []));
  const isSample = ready.every(({ id }) => run.workOf(id)?.plan() === undefined);
  const nothing = [...drafts.values()].every(({ layers }) => layers.every(({ kept }) => !kept));

  // While the user looks, so that placing is a matter of a moment. What fails is told when it is placed.
  useEffect(() => {
    if (isSample) return;
    const kept = [...drafts.values()].flatMap(({ layers }) => layers.filter((layer) => layer.kept));
    for (const { image, mask } of kept.flatMap(({ made }) => made.tiles))
      for (const part of mask ? [image, mask] : [image]) give(part).catch(() => {});
  }, [drafts]);

  const place = async () => {
    setPlacing(true);
    trouble.set(undefined);
    try {
      const placings = ready.flatMap(({ id }) => {
        const [work, set] = [run.workOf(id), drafts.get(id)];
        return work && set ? [{ work, draft: set }] : [];
      });
      onPlaced(await placeDrafts(ask, give, placings));
    } catch (error) {
      trouble.set(troubleOf(error, item?.name ?? "", words));
      setPlacing(false);
    }
  };
  return (
    <div class="view">
      <div class="scroll">
        <Title>{t("Layers")}</Title>
        {ready.length > 1 && (
          <label class="picker">
            <span class="unseen">{t("Image")}</span>
            <select value={shown} onChange={(event) => setShown(event.currentTarget.value)}>
              {ready.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        )}
        {draft && (
          <>
            <Stage draft={draft} name={item?.name ?? ""} />
            <LayerRows
              draft={draft}
              announce={announce}
              onChange={(next) => setDrafts((now) => new Map(now).set(shown, next))}
            />
            <p class="quiet">{scoreWords(draft.made.score, words)}</p>
          </>
        )}
        <Troubles troubles={troubles} t={t} onRemedy={() => screen.set({ at: "settings" })} />
      </div>
      <div class="footer">
        {isSample && <p class="quiet">{t("This is a sample. Select something in the file to split it.")}</p>}
        <div class="row">
          {!isSample && (
            <Button fullWidth loading={placing} disabled={nothing || placing} onClick={() => void place()}>
              {t("Place in the file")}
            </Button>
          )}
          {items.some(({ canRetry }) => canRetry) && (
            <Button secondary fullWidth disabled={placing} onClick={() => run.retry()}>
              {t("Retry failed")}
            </Button>
          )}
          <Button secondary fullWidth disabled={placing} onClick={onLeave}>
            {t("Back")}
          </Button>
        </div>
      </div>
    </div>
  );
}

/** How exactly the layers add up to the source, in a sentence. */
export function scoreWords(mean: number | undefined, { t, language }: Words): string {
  if (mean === undefined) return "";
  if (mean === 0) return t("Drawn over each other, the layers give exactly the source.");
  const levels = new Intl.NumberFormat(language, { maximumSignificantDigits: 2 }).format(mean);
  return mean <= 1
    ? t(
        "Drawn over each other, the layers give the source to within {0} of 255 levels: no eye sees that.",
        levels,
      )
    : t("Drawn over each other, the layers are {0} of 255 levels off the source on average.", levels);
}
