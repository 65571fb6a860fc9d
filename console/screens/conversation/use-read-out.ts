import type { Conversation } from "@tramontane/react";
import { useEffect, useRef } from "react";
import { useAnnounce } from "../../ui/announcer.tsx";
import { turnStates, turnWords } from "./turn-words.ts";

/** Reads out what turns become. Not in the past, and never the text that streams. */
export function useReadOut({ turns, at, status }: Conversation): void {
  const announce = useAnnounce();
  const before = useRef<ReadonlyMap<string, string>>(new Map());
  useEffect(() => {
    if (status === "loading" || at !== null) return;
    const words = turnWords(before.current, turns);
    before.current = turnStates(turns);
    if (words !== null) announce(words);
  }, [turns, at, status, announce]);
}
