import { useServices, useWords } from "../app/services.ts";
import { useStore } from "../app/store.ts";

const choices = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32];

/** How many layers an automatic split makes at most. @param most what the provider makes at most */
export function MostLayers({ most }: { most: number }) {
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
