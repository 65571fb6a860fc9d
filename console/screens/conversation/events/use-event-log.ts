import { useMemo, useSyncExternalStore } from "react";
import { useApi } from "../../../api/api-provider.tsx";
import { EventLog, type EventLogState } from "./event-log.ts";

/** The events of a conversation, kept current. `upTo`: number of its newest event when the page asks first. */
export function useEventLog(id: string, upTo: number): EventLogState {
  const { client } = useApi();
  // Only the first number counts: the log follows what comes later by itself.
  const isKnown = upTo > 0;
  const log = useMemo(() => new EventLog(client, id, upTo), [client, id, isKnown]);
  return useSyncExternalStore(log.subscribe, log.get);
}
