import type { Client } from "@tramontane/client";
import { useSyncExternalStore } from "react";
import { useApi } from "../../../api/api-provider.tsx";
import { EventLog, type EventLogState } from "./event-log.ts";

/** The log of the conversation that was shown last: all parts of a page read it once. */
const logs = new WeakMap<Client, { id: string; log: EventLog }>();

function logOf(client: Client, id: string): EventLog {
  const known = logs.get(client);
  if (known?.id === id) return known.log;
  const log = new EventLog(client, id);
  logs.set(client, { id, log });
  return log;
}

const nothing: EventLogState = { events: [], fault: null };
const never = () => () => {};

/** The events of a conversation, kept current; without `isNeeded` none are read. */
export function useEventLog(id: string, isNeeded: boolean): EventLogState {
  const { client } = useApi();
  const log = isNeeded ? logOf(client, id) : null;
  return useSyncExternalStore(log?.subscribe ?? never, log?.get ?? (() => nothing));
}
