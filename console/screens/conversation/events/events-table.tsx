import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef } from "react";
import { classes } from "../../../ui/classes.ts";
import { describeEvent } from "./describe-event.ts";
import type { ConsoleEvent } from "./event-log.ts";
import css from "./events.module.css";

const rowHeight = 32;

/** Properties of the table. `at`: number of the event whose state the page shows; null: the newest. */
export interface EventsTableProps {
  events: readonly ConsoleEvent[];
  at: number | null;
  onSelect: (seq: number) => void;
}

/** All events with number, time and words; only the rows in view are in the page. A row selects its state. */
export function EventsTable({ events, at, onSelect }: EventsTableProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: events.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  });
  const first = events[0]?.seq ?? 1;
  // Once it is read: the events come one after the other.
  const isRead = at !== null && at - first < events.length;
  useEffect(() => {
    if (isRead) rows.scrollToIndex(Math.max(0, at - first), { align: "auto" });
  }, [at, first, isRead, rows]);
  return (
    <div
      ref={scroller}
      className={css["scroller"]}
      role="table"
      aria-label="Events"
      aria-rowcount={events.length + 1}
      tabIndex={0}
    >
      <div role="row" aria-rowindex={1} className={classes(css["row"], css["head"])}>
        <span role="columnheader">No.</span>
        <span role="columnheader">Time</span>
        <span role="columnheader">What</span>
        <span role="columnheader">Outcome</span>
      </div>
      <div role="rowgroup" className={css["body"]} style={{ blockSize: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, start }) => {
          const event = events[index];
          if (!event) return null;
          return (
            <Row
              key={event.seq}
              event={event}
              index={index}
              start={start}
              isSelected={event.seq === at}
              onSelect={onSelect}
            />
          );
        })}
      </div>
    </div>
  );
}

function Row(
  { event, index, start, isSelected, onSelect }: {
    event: ConsoleEvent;
    index: number;
    start: number;
    isSelected: boolean;
    onSelect: (seq: number) => void;
  },
) {
  const { what, outcome } = describeEvent(event);
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className={classes(css["row"], css["event"], isSelected && css["selected"])}
      style={{ transform: `translateY(${start}px)` }}
    >
      <span role="cell">
        <button
          type="button"
          className={css["number"]}
          aria-current={isSelected ? "true" : undefined}
          aria-label={`Show the state after event ${event.seq}`}
          onClick={() => onSelect(event.seq)}
        >
          {event.seq}
        </button>
      </span>
      <span role="cell">{new Date(event.at).toLocaleTimeString()}</span>
      <span role="cell" className={css["cut"]}>{what}</span>
      <span role="cell" className={css["cut"]} title={outcome}>{outcome}</span>
    </div>
  );
}
