import { createContext, type ReactNode, useCallback, useContext, useState } from "react";
import css from "./announcer.module.css";

const Announce = createContext<(text: string) => void>(() => {});

/**
 * Reads states out to a screen reader: `The turn failed.`, `Approved.`. Texts of a stream are never read out while they
 * arrive.
 */
export function Announcer({ children }: { children: ReactNode }) {
  const [said, setSaid] = useState({ text: "", number: 0 });
  const announce = useCallback(
    (text: string) => setSaid(({ number }) => ({ text, number: number + 1 })),
    [],
  );
  return (
    <Announce value={announce}>
      {children}
      <div className={css["region"]} role="status" aria-live="polite">
        <span key={said.number}>{said.text}</span>
      </div>
    </Announce>
  );
}

/** The function that reads a state out. */
export const useAnnounce = (): (text: string) => void => useContext(Announce);
