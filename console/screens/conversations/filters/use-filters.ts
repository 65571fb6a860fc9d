import { useMemo } from "react";
import { useSearchParams } from "wouter";
import type { ConversationFilter } from "../../../document-types.generated.ts";
import { type Chip, chipsOf, type FilterName, filterNames, filterOf } from "./filters.ts";

/** The filters of the address, and how to change them. */
export interface Filters {
  readonly chips: readonly Chip[];
  readonly filter: ConversationFilter | null;
  /** The value of a filter that is there once at most; empty: none. */
  readonly value: (name: FilterName) => string;
  /** Replaces the value; an empty one removes the filter. */
  readonly set: (name: FilterName, value: string) => void;
  /** Adds a value of a filter that can be there several times. */
  readonly add: (name: FilterName, value: string) => void;
  readonly remove: (chip: Chip) => void;
  readonly clear: () => void;
}

/** The filters of the list. A change of a filter goes back to the first page. */
export function useFilters(): Filters {
  const [parameters, change] = useSearchParams();
  const query = parameters.toString();
  const chips = useMemo(() => chipsOf(new URLSearchParams(query)), [query]);
  const filter = useMemo(() => filterOf(chips), [chips]);
  const update = (edit: (next: URLSearchParams) => void) =>
    change((before) => {
      const next = new URLSearchParams(before);
      edit(next);
      next.delete("after");
      return next;
    }, { replace: true });
  return {
    ...{ chips, filter },
    value: (name) => chips.find((chip) => chip.name === name)?.value ?? "",
    set: (name, value) =>
      update((next) => value.trim() === "" ? next.delete(name) : next.set(name, value.trim())),
    add: (name, value) =>
      update((next) => {
        const text = value.trim();
        if (text !== "" && !next.getAll(name).includes(text)) next.append(name, text);
      }),
    remove: ({ name, value }) => update((next) => next.delete(name, value)),
    clear: () => update((next) => filterNames.forEach((name) => next.delete(name))),
  };
}
