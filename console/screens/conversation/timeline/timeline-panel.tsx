import type { Conversation } from "@tramontane/react";
import { useMemo } from "react";
import { useShortcuts } from "../../../app/shortcuts.ts";
import { Loading } from "../../../ui/loading.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { EventsTable } from "../events/events-table.tsx";
import { eventsUpTo } from "../events/event-log.ts";
import { useEventLog } from "../events/use-event-log.ts";
import { usePlace } from "../place.ts";
import type { Lane } from "./bars.ts";
import { TimelineView } from "./timeline-view.tsx";

/** The conversation as a timeline, or its events as a table; `t` changes between the two. */
export function TimelinePanel({ conversation }: { conversation: Conversation }) {
  const { place, setView, setAt, show } = usePlace();
  const { events, fault } = useEventLog(conversation.id, true);
  const isTable = place.view === "events";
  useShortcuts({ t: () => setView(isTable ? "timeline" : "events") });
  const shown = useMemo(() => eventsUpTo(events, place.at), [events, place.at]);
  const inspect = ({ id, kind, turn }: Lane) =>
    show(kind === "tool" ? { entry: id, turn: null } : { entry: null, turn });
  return (
    <>
      {fault && <Notice kind="fault">{fault}</Notice>}
      {events.length === 0 && !fault && <Loading what="the events" />}
      {events.length > 0 &&
        (isTable ? <EventsTable events={events} at={place.at} onSelect={setAt} /> : (
          <TimelineView
            events={shown}
            isPast={place.at !== null}
            selected={place.entry}
            selectedTurn={place.turn}
            onSelect={inspect}
          />
        ))}
    </>
  );
}
