import { useSearchParams } from "wouter";
import { changeParameters } from "../../app/address.ts";

/** The views of a conversation. */
export const views = ["transcript", "timeline", "events"] as const;
/** One of `views`. */
export type View = (typeof views)[number];

/** What the address says of the place in a conversation. */
export interface Place {
  readonly view: View;
  /** Number of a turn. */
  readonly turn: number | null;
  /** Id of the entry that the inspector shows. */
  readonly entry: string | null;
  /** Number of the event whose state is shown; null: the newest. */
  readonly at: number | null;
}

/** Reads a place; what is not one is left out. */
export function placeOf(read: (name: "view" | "turn" | "entry" | "at") => string | null): Place {
  const number = (name: "turn" | "at") => {
    const text = read(name);
    return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null;
  };
  const view = views.find((name) => name === read("view")) ?? "transcript";
  return { view, turn: number("turn"), entry: read("entry"), at: number("at") };
}

/** The place of the address, and the functions that change it. */
export function usePlace() {
  const [parameters] = useSearchParams();
  const set = (values: Partial<Record<"view" | "turn" | "entry" | "at", string | number | null>>) =>
    changeParameters(
      Object.fromEntries(
        Object.entries(values).map(([name, value]) => [name, value === null ? null : `${value}`]),
      ),
    );
  return {
    place: placeOf((name) => parameters.get(name)),
    setView: (view: View) => set({ view: view === "transcript" ? null : view }),
    /** Shows an entry or a turn in the inspector; both null: closes it. */
    show: (selected: { entry: string | null; turn: number | null }) => set(selected),
    /** Shows the state after an event; null: the newest. */
    setAt: (at: number | null) => set({ at }),
  };
}
