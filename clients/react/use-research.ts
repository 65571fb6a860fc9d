"use client";
import { useMemo } from "react";
import type { Source } from "@tramontane/client";
import type { ResearchState, ResearchStore } from "@tramontane/client/store";
import { useStores } from "./provider.ts";
import { constant, useReadable } from "./use-readable.ts";

/** A research run, and the function that cancels it. */
export type Research = ResearchState & Pick<ResearchStore, "cancel">;

/** A live research run. Rendered again when phases come, change or end, but not for their text. */
export function useResearch(id: string, client?: Source): Research {
  const store = useStores(client).research(id);
  const state = useReadable(store.state);
  return useMemo(() => ({
    ...state,
    cancel: (...args: Parameters<ResearchStore["cancel"]>) => store.cancel(...args),
  }), [store, state]);
}

const noText = constant("");

/** The Markdown of a phase that a run shows, as it is written. */
export function usePhaseText(phaseId: string, client?: Source): string {
  const run = useStores(client).researchOf(phaseId);
  return useReadable(run?.texts.text(phaseId) ?? noText);
}
