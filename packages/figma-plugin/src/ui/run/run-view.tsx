import { Button } from "@create-figma-plugin/ui";
import { useEffect, useState } from "preact/hooks";
import type { Answer } from "../../shared/contract.ts";
import { useServices, useWords } from "../app/services.ts";
import { useStore } from "../app/store.ts";
import { Title } from "../parts/section.tsx";
import { PlacedView } from "../preview/placed-view.tsx";
import { PreviewView } from "../preview/preview-view.tsx";
import { hasEnded } from "./item.ts";
import { ItemRow } from "./item-row.tsx";
import type { Run } from "./open-run.ts";
import { hasPaidLayers } from "./unplaced.ts";

/** A run: how it is going, then what it made. */
export function RunView({ run }: { run: Run }) {
  const { screen, announce, unplaced } = useServices();
  const { t } = useWords();
  const { items, running } = useStore(run.store);
  const done = items.filter(hasEnded).length;
  const [placed, setPlaced] = useState<Answer<"place">>();
  const progress = t("{0} of {1} images are done", done, items.length);
  useEffect(() => announce(progress), [progress]);
  useEffect(() => {
    if (running) setPlaced(undefined);
  }, [running]);

  const leave = () => {
    unplaced.change((runs) => {
      const others = runs.filter((each) => each !== run);
      return hasPaidLayers(run) ? [...others, run] : others;
    });
    screen.set({ at: "task", task: run.workOf(items[0]?.id ?? "")?.order.task.task ?? "split" });
  };
  if (!running && placed) return <PlacedView placed={placed} run={run} onLeave={leave} />;
  if (!running && items.some(({ made }) => made)) {
    const end = (answer: Answer<"place">) => {
      setPlaced(answer);
      run.placed(answer.placed.map(({ plan }) => plan));
    };
    return <PreviewView run={run} onPlaced={end} onLeave={leave} />;
  }
  return (
    <div class="view">
      <div class="scroll">
        <Title>{running ? t("Working") : t("Nothing to place")}</Title>
        <progress
          class="bar"
          aria-label={progress}
          max={items.length}
          value={running ? done : items.length}
        />
        <ul class="items">
          {items.map((item) => (
            <ItemRow key={item.id} item={item} />
          ))}
        </ul>
      </div>
      <div class="footer row">
        {running ? (
          <Button secondary fullWidth onClick={() => run.cancel()}>
            {t("Stop")}
          </Button>
        ) : (
          <>
            {items.some(({ canRetry }) => canRetry) && (
              <Button
                fullWidth
                secondary={items.some(({ isUnsure }) => isUnsure)}
                onClick={() => run.retry()}
              >
                {t("Retry failed")}
              </Button>
            )}
            <Button secondary fullWidth onClick={leave}>
              {t("Back")}
            </Button>
          </>
        )}
      </div>
    </div>
  );
}
