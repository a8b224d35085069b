import { IconButton, IconChevronDown24, IconChevronUp24 } from "@create-figma-plugin/ui";
import { useState } from "preact/hooks";
import { useWords } from "../app/services.ts";
import type { Translate } from "../l10n/translate.ts";
import { type DraftLayer, type DraftSet, keep, move, rename } from "./draft-set.ts";
import { Tile } from "./stage.tsx";

interface Props {
  readonly draft: DraftSet;
  readonly onChange: (draft: DraftSet) => void;
  readonly announce: (text: string) => void;
}

/** The layers, top to bottom as in Figma's own list. */
export function LayerRows({ draft, onChange, announce }: Props) {
  const { t } = useWords();
  const rows = [...draft.layers].reverse();
  const moveBy = (layer: DraftLayer, by: 1 | -1) => {
    onChange(move(draft, layer.id, by));
    const place = rows.indexOf(layer) - by + 1;
    announce(t("{0} is now {1} of {2}", layer.name, place, rows.length));
  };
  return (
    <ol class="layers" aria-label={t("Layers")}>
      {rows.map((layer, at) => (
        <li key={layer.id} class={layer.kept ? "layer" : "layer dropped"}>
          <input
            type="checkbox"
            checked={layer.kept}
            aria-label={t("Place {0}", layer.name)}
            title={t("Place {0}", layer.name)}
            onChange={(event) => onChange(keep(draft, layer.id, event.currentTarget.checked))}
          />
          <span class="thumb" aria-hidden="true">
            {layer.made.tiles.map((tile, index) => (
              <Tile key={String(index)} tile={tile} of={draft.made} />
            ))}
          </span>
          <NameField layer={layer} onName={(name) => onChange(rename(draft, layer.id, name))} t={t} />
          <span class="quiet">{roleWords(layer, t)}</span>
          <IconButton
            disabled={at === 0}
            aria-label={t("Move {0} up", layer.name)}
            onClick={() => moveBy(layer, 1)}
          >
            <IconChevronUp24 />
          </IconButton>
          <IconButton
            disabled={at === rows.length - 1}
            aria-label={t("Move {0} down", layer.name)}
            onClick={() => moveBy(layer, -1)}
          >
            <IconChevronDown24 />
          </IconButton>
        </li>
      ))}
    </ol>
  );
}

/** A name that can be changed; it is taken when the field is left, and Escape gives the old one back. */
function NameField({
  layer,
  onName,
  t,
}: {
  layer: DraftLayer;
  onName: (name: string) => void;
  t: Translate;
}) {
  const [typed, setTyped] = useState<string>();
  return (
    <input
      class="layer-name grow"
      aria-label={t("Name of layer {0}", layer.name)}
      value={typed ?? layer.name}
      onInput={(event) => setTyped(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === "Escape") setTyped(undefined);
        if (event.key === "Enter" || event.key === "Escape") event.currentTarget.blur();
      }}
      onBlur={() => {
        if (typed !== undefined) onName(typed);
        setTyped(undefined);
      }}
    />
  );
}

function roleWords({ made }: DraftLayer, t: Translate): string {
  switch (made.role) {
    case "layer":
      return "";
    case "cutout":
      return t("Cut-out");
    case "composite":
      return t("Finished image");
    case "remainder":
      return t("What is left");
  }
}
