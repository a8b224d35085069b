import { IconButton, IconSettingsSmall24, IconVersionHistorySmall24 } from "@create-figma-plugin/ui";
import type { TaskKind } from "@stratify/core";
import { taskNames } from "../providers/provider-facts.ts";
import { useServices, useWords } from "./services.ts";
import { useStore } from "./store.ts";

const tasks: readonly TaskKind[] = ["split", "cutout", "replace-background"];

/** The tasks, and what is beside them. */
export function Nav() {
  const services = useServices();
  const { screen } = services;
  const { t } = useWords();
  const now = useStore(screen);
  const count = useStore(services.unfinished);
  const unfinished = count > 0 ? t("Unfinished jobs: {0}", count) : t("Unfinished jobs");
  return (
    <nav class="nav" aria-label="Stratify">
      {tasks.map((task) => (
        <button
          key={task}
          type="button"
          class="tab"
          aria-current={now.at === "task" && now.task === task ? "page" : undefined}
          onClick={() => screen.set({ at: "task", task })}
        >
          {t(taskNames[task])}
        </button>
      ))}
      <span class="grow" />
      <span class={`${now.at === "resume" ? "here" : ""} ${count > 0 ? "open" : ""}`}>
        <IconButton
          aria-label={unfinished}
          aria-current={now.at === "resume" ? "page" : undefined}
          title={unfinished}
          onClick={() => screen.set({ at: "resume" })}
        >
          <IconVersionHistorySmall24 />
        </IconButton>
      </span>
      <span class={now.at === "settings" ? "here" : ""}>
        <IconButton
          aria-label={t("Settings")}
          aria-current={now.at === "settings" ? "page" : undefined}
          title={t("Settings")}
          onClick={() => screen.set({ at: "settings" })}
        >
          <IconSettingsSmall24 />
        </IconButton>
      </span>
    </nav>
  );
}
