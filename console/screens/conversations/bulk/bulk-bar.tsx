import { useCan } from "../../../api/viewer.tsx";
import { Button } from "../../../ui/button.tsx";
import { Checkbox } from "../../../ui/field.tsx";
import { type Kind, kinds } from "./kinds.ts";
import css from "./bulk.module.css";

/** What is selected: rows of the page, or all that match the filters. */
export interface Selection {
  readonly ids: ReadonlySet<string>;
  readonly isWhole: boolean;
}

/** Nothing. */
export const noSelection: Selection = { ids: new Set(), isWhole: false };

const all = Object.keys(kinds) as Kind[];

/** Selects the rows of the page or all that match, and offers what can be done with them. */
export function BulkBar(
  { selection, shown, onSelection, onAct }: {
    selection: Selection;
    /** Ids of the rows that are shown. */
    shown: readonly string[];
    onSelection: (selection: Selection) => void;
    onAct: (kind: Kind) => void;
  },
) {
  const can = useCan();
  const { ids, isWhole } = selection;
  const isAny = isWhole || ids.size > 0;
  const isAll = shown.every((id) => ids.has(id));
  return (
    <div role="group" aria-label="Selection" className={css["bar"]}>
      <Checkbox
        label={isAny ? `${ids.size} selected` : "Select all shown"}
        checked={isWhole || isAll}
        onChange={(event) =>
          onSelection(
            event.currentTarget.checked ? { ids: new Set(shown), isWhole: false } : noSelection,
          )}
      />
      <Button
        aria-pressed={isWhole}
        {...isWhole && { icon: "check" }}
        onClick={() => onSelection(isWhole ? noSelection : { ids: new Set(shown), isWhole: true })}
      >
        All that match
      </Button>
      {isAny && all.filter((kind) => can(kinds[kind].scope)).map((kind) => (
        <Button
          key={kind}
          kind={kind === "close" ? "danger" : undefined}
          onClick={() => onAct(kind)}
        >
          {kinds[kind].button}…
        </Button>
      ))}
    </div>
  );
}
