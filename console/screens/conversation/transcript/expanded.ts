import { createContext, useCallback, useContext, useMemo, useState } from "react";

/** Which rows are expanded. It outlives the rows, which are rendered only while they are in sight. */
export interface Expanded {
  readonly keys: ReadonlySet<string>;
  /** Expands a row, or collapses it. */
  readonly toggle: (key: string) => void;
}

const Context = createContext<Expanded>({ keys: new Set(), toggle: () => {} });

/** Gives the rows below it their state. */
export const ExpandedProvider = Context.Provider;

/** The state for `ExpandedProvider`. */
export function useExpandedRows(): Expanded {
  const [keys, setKeys] = useState<ReadonlySet<string>>(new Set());
  const toggle = useCallback((key: string) =>
    setKeys((before) => {
      const next = new Set(before);
      if (!next.delete(key)) next.add(key);
      return next;
    }), []);
  return useMemo(() => ({ keys, toggle }), [keys, toggle]);
}

/** Whether a row is expanded, and the function that changes it. */
export function useExpanded(key: string): [boolean, () => void] {
  const { keys, toggle } = useContext(Context);
  return [keys.has(key), () => toggle(key)];
}
