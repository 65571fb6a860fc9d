import { useVirtualizer } from "@tanstack/react-virtual";
import { useMemo, useRef, useState } from "react";
import { Button } from "../../../ui/button.tsx";
import { duration } from "../../../ui/format.ts";
import { Empty } from "../../../ui/notice.tsx";
import { useNow } from "../../../ui/time.tsx";
import type { ConsoleEvent } from "../events/event-log.ts";
import { axisOf, type Range } from "./axis.ts";
import { AxisLine } from "./axis-line.tsx";
import { type Lane, lanesOf } from "./bars.ts";
import { LaneRow } from "./lane-row.tsx";
import { Legend, Patterns } from "./legend.tsx";
import { busyTimes, extentOf, lanesWithin } from "./shown-lanes.ts";
import css from "./timeline.module.css";

const laneHeight = 32;

/** Properties of the timeline. `events`: those up to the shown state. `isPast`: the time does not go on. */
export interface TimelineViewProps {
  events: readonly ConsoleEvent[];
  isPast: boolean;
  /** The tool call that the inspector shows. */
  selected: string | null;
  /** Number of the turn that the inspector shows. */
  selectedTurn: number | null;
  onSelect: (lane: Lane) => void;
}

/** A waterfall of turns, steps and attempts. Drag over the axis to look at a part of the time. */
export function TimelineView(
  { events, isPast, selected, selectedTurn, onSelect }: TimelineViewProps,
) {
  const [focus, setFocus] = useState<Range | null>(null);
  const lanes = useMemo(() => lanesOf(events), [events]);
  const clock = useNow();
  const newest = Date.parse(events.at(-1)?.at ?? "") || 0;
  const isOpen = lanes.some(({ bars }) => bars.at(-1)?.to === null);
  const now = isPast || !isOpen ? newest : Math.max(newest, clock);
  const extent = useMemo(() => extentOf(lanes, now), [lanes, now]);
  if (!extent) {
    return <Empty title="Nothing has run yet: the timeline begins with the first turn." />;
  }
  const view = focus ?? extent;
  const isSelected = ({ id, kind, turn }: Lane) =>
    id === selected || (kind === "turn" && selectedTurn !== null && turn === selectedTurn);
  return (
    <div className={css["timeline"]}>
      <Patterns />
      <div className={css["controls"]}>
        <Legend />
        <span>{duration(view.to - view.from)}</span>
        {focus && <Button onClick={() => setFocus(null)}>Show all</Button>}
      </div>
      <Lanes {...{ lanes, view, now, isSelected, onSelect, onFocus: setFocus }} />
    </div>
  );
}

function Lanes(
  { lanes, view, now, isSelected, onSelect, onFocus }: {
    lanes: readonly Lane[];
    view: Range;
    now: number;
    isSelected: (lane: Lane) => boolean;
    onSelect: (lane: Lane) => void;
    onFocus: (range: Range | null) => void;
  },
) {
  const scroller = useRef<HTMLDivElement>(null);
  const axis = useMemo(() => axisOf(view, busyTimes(lanes, now)), [view, lanes, now]);
  const shown = useMemo(() => lanesWithin(lanes, view, now), [lanes, view, now]);
  const rows = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => laneHeight,
    overscan: 8,
  });
  return (
    <div
      ref={scroller}
      className={css["scroller"]}
      tabIndex={0}
      role="region"
      aria-label="Timeline"
    >
      <AxisLine axis={axis} view={view} onFocus={onFocus} />
      <ul className={css["lanes"]} style={{ blockSize: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, start }) => {
          const lane = shown[index];
          if (!lane) return null;
          return (
            <LaneRow
              key={lane.id}
              {...{ lane, axis, view, now, start, onSelect }}
              isSelected={isSelected(lane)}
            />
          );
        })}
      </ul>
    </div>
  );
}
