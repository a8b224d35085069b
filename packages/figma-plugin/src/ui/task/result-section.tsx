import { Checkbox, SegmentedControl } from "@create-figma-plugin/ui";
import type { TaskKind } from "@stratify/core";
import { useServices, useWords } from "../app/services.ts";
import { useStore } from "../app/store.ts";
import { Section } from "../parts/section.tsx";

/** What the layers are to be. */
export function ResultSection({ task }: { task: TaskKind }) {
  const { settings } = useServices();
  const { t } = useWords();
  const { mode, fill } = useStore(settings.store);
  if (task === "replace-background") return null;
  return (
    <Section title={t("Result")}>
      <div role="radiogroup" aria-label={t("Kind of layers")}>
        <SegmentedControl
          value={mode}
          name="mode"
          options={[
            { value: "image", children: t("Images") },
            { value: "mask", children: t("Editable masks") },
          ]}
          onValueChange={(value: string) => settings.change({ mode: value === "mask" ? "mask" : "image" })}
        />
      </div>
      <p class="quiet">
        {mode === "mask"
          ? t("Each layer is the picture under a mask that can be edited.")
          : t("Each layer is a picture with transparency.")}
      </p>
      {task === "split" && (
        <Checkbox value={fill} onValueChange={(value: boolean) => settings.change({ fill: value })}>
          {t("Paint what is behind the layers")}
        </Checkbox>
      )}
    </Section>
  );
}
