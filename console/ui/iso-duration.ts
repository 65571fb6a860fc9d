import { duration } from "./format.ts";

const pattern = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$/;

/** A duration of the API in words: `P1D` is `1 d`. One of another form is shown as it is. */
export function durationWords(iso: string): string {
  const match = pattern.exec(iso);
  if (!match) return iso;
  const [days, hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0));
  const ms = (((days ?? 0) * 24 + (hours ?? 0)) * 60 + (minutes ?? 0)) * 60_000;
  return duration(ms + (seconds ?? 0) * 1_000);
}
