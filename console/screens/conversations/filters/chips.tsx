import type { MouseEvent } from "react";
import { Button } from "../../../ui/button.tsx";
import type { Filters } from "./use-filters.ts";
import css from "./filter-bar.module.css";

/** The filters in force, each with a button that removes it. */
export function Chips({ filters: { chips, remove, clear } }: { filters: Filters }) {
  if (chips.length === 0) return null;
  return (
    <ul className={css["chips"]} aria-label="Filters in force">
      {chips.map((chip) => (
        <li key={`${chip.name} ${chip.value}`} className={css["chip"]} data-chip="">
          {chip.words}
          <Button
            kind="plain"
            icon="cross"
            aria-label={`Remove the filter: ${chip.words}`}
            onClick={(event) => {
              focusNext(event);
              remove(chip);
            }}
          />
        </li>
      ))}
      {chips.length > 1 && (
        <li>
          <Button
            kind="plain"
            onClick={(event) => {
              focusFirstField(event);
              clear();
            }}
          >
            Remove all
          </Button>
        </li>
      )}
    </ul>
  );
}

/** The focus goes to the neighbour of what is removed, so that it is not lost. */
function focusNext(event: MouseEvent<HTMLElement>): void {
  const chip = event.currentTarget.closest("[data-chip]");
  const near = [chip?.nextElementSibling, chip?.previousElementSibling];
  const next = near.find((one) => one?.matches("[data-chip]"))?.querySelector("button");
  if (next) next.focus();
  else focusFirstField(event);
}

function focusFirstField(event: MouseEvent<HTMLElement>): void {
  event.currentTarget.closest("section")?.querySelector("input")?.focus();
}
