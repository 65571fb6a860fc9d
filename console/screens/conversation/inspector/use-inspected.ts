import { useEffect, useRef } from "react";
import { useApiQuery } from "../../../api/use-api-query.ts";
import {
  consoleInspectedEntry,
  type ConsoleInspectedEntryQuery,
  consoleInspectedTurn,
  type InspectedTurnFragment,
} from "./inspector.generated.ts";

type NodeOf<Query extends { node: unknown }> = NonNullable<Query["node"]>;
/** An entry, as the inspector shows it. */
export type InspectedEntry = Extract<NodeOf<ConsoleInspectedEntryQuery>, { turn: unknown }>;
/** A turn, as the inspector shows it. */
export type InspectedTurn = InspectedTurnFragment;

/** Shortest time between two readings while the conversation changes, ms. */
const pauseMs = 700;

/** Reads an entry with its turn, and again after each change of `stamp`. */
export function useInspectedEntry(id: string, stamp: string) {
  const { data, fault, isLoading, refetch } = useApiQuery(consoleInspectedEntry, { id });
  useAgain(stamp, refetch);
  const node = data?.node;
  return { entry: node && "turn" in node ? node : null, fault, isLoading };
}

/** Reads a turn, and again after each change of `stamp`. */
export function useInspectedTurn(id: string, stamp: string) {
  const { data, fault, isLoading, refetch } = useApiQuery(consoleInspectedTurn, { id });
  useAgain(stamp, refetch);
  const node = data?.node;
  return { turn: node?.__typename === "Turn" ? node : null, fault, isLoading };
}

function useAgain(stamp: string, refetch: () => void): void {
  const seen = useRef(stamp);
  useEffect(() => {
    if (seen.current === stamp) return;
    const timer = setTimeout(() => {
      seen.current = stamp;
      refetch();
    }, pauseMs);
    return () => clearTimeout(timer);
  }, [stamp, refetch]);
}
