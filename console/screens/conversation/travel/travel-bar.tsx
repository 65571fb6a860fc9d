import type { ReactNode } from "react";
import { useShortcuts } from "../../../app/shortcuts.ts";
import { Button } from "../../../ui/button.tsx";
import { cost, count, counted } from "../../../ui/format.ts";
import { describeEvent } from "../events/describe-event.ts";
import { type ConsoleEvent, eventAt, eventsUpTo } from "../events/event-log.ts";
import { usageAt } from "./usage-at.ts";
import css from "./travel.module.css";

/** Properties of the bar. */
export interface TravelBarProps {
  /** The event whose state is shown; null: the newest. */
  at: number | null;
  /** Number of the newest event. */
  last: number;
  /** True: the events up to the wanted one are being read. */
  isSeeking: boolean;
  /** The events that are read, the oldest first. */
  events: readonly ConsoleEvent[];
  /** Null: the newest state. */
  onTravel: (at: number | null) => void;
  /** Further controls in the past, such as `fork from here`. */
  children?: ReactNode;
}

/**
 * Travels over the events of a conversation: a slider, one event back and forward (`[` and `]`), and back to the present
 * (`.`). In the past it says which event is shown, when it was, and what had been used by then.
 */
export function TravelBar({ at, last, isSeeking, events, onTravel, children }: TravelBarProps) {
  const go = (wanted: number) => onTravel(wanted >= last ? null : Math.max(1, wanted));
  const shown = at ?? last;
  useShortcuts({
    "[": () => go(shown - 1),
    "]": () => go(shown + 1),
    ".": () => onTravel(null),
  });
  if (last < 1) return null;
  return (
    <div className={css["bar"]} role="group" aria-label="Time travel">
      <Button
        kind="plain"
        icon="left"
        aria-label="One event back"
        title="One event back ([)"
        disabled={shown <= 1}
        onClick={() => go(shown - 1)}
      />
      <input
        type="range"
        className={css["slider"]}
        aria-label="Event whose state is shown"
        aria-valuetext={wordsOf(shown, last, events)}
        min={1}
        max={last}
        value={shown}
        onChange={(event) => go(Number(event.currentTarget.value))}
      />
      <Button
        kind="plain"
        icon="right"
        aria-label="One event forward"
        title="One event forward (])"
        disabled={at === null}
        onClick={() => go(shown + 1)}
      />
      {at !== null && <Button kind="primary" onClick={() => onTravel(null)}>Go live</Button>}
      {at !== null && (
        <p className={css["past"]} role="status">
          <strong>{isSeeking ? "Reading the past… " : "Read-only: "}</strong>
          {wordsOf(at, last, events)} <Used events={events} at={at} />
        </p>
      )}
      {at !== null && children}
    </div>
  );
}

/** `142 of 398, 14:03:07: Tool call get_price, attempt 2 begun`. */
function wordsOf(at: number, last: number, events: readonly ConsoleEvent[]): string {
  const event = eventAt(events, at);
  if (!event) return `${count(at)} of ${count(last)}`;
  const { what, outcome } = describeEvent(event);
  const time = new Date(event.at).toLocaleTimeString();
  return `${count(at)} of ${count(last)}, ${time}: ${what}, ${outcome}`;
}

function Used({ events, at }: { events: readonly ConsoleEvent[]; at: number }) {
  if ((events.at(-1)?.seq ?? 0) < at) return null;
  const { modelCalls, toolCalls, cost: amount } = usageAt(eventsUpTo(events, at));
  return (
    <span className={css["used"]}>
      Used by then: {counted(modelCalls, "model call")}, {counted(toolCalls, "tool call")},{" "}
      {cost(amount)}
    </span>
  );
}
