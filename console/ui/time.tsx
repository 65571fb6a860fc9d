import { useSyncExternalStore } from "react";
import { timeSince } from "./format.ts";

/** One clock for all times on the page: it ticks once a second while some are shown. */
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let now = Date.now();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    now = Date.now();
    for (const one of [...listeners]) one();
  }, 1_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** The time, ms since 1970; it changes each second. */
export const useNow = (): number =>
  useSyncExternalStore(subscribe, () => timer === undefined ? (now = Date.now()) : now);

const full = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });

/** The text of a time with its date, in the reader's zone. */
export const fullTime = (at: string | number): string => full.format(new Date(at));

/** How long ago something was, with the whole time on hover and for a screen reader. */
export function Ago({ at }: { at: string }) {
  const text = useSyncExternalStore(subscribe, () => timeSince(Date.parse(at), Date.now()));
  return <time dateTime={at} title={fullTime(at)}>{text}</time>;
}
