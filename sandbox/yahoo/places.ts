import { quoteOf } from "./quote.ts";
import { sampleOf } from "./series.ts";
import type { Json } from "../model/types.ts";

/** What a place answers; 200 where it does not say. */
export type Answer = { status?: number; body: Json };

type Place = {
  name: string;
  path: RegExp;
  /** Whether Yahoo asks for cookie and crumb there. */
  crumb: boolean;
  answer: (id: string, query: URLSearchParams, now: number) => Answer;
};

function quote(_: string, query: URLSearchParams, now: number): Answer {
  const symbols = (query.get("symbols") ?? "").split(",").filter(Boolean);
  if (symbols.length === 0) {
    const error = { code: "Bad Request", description: 'Missing value for the "symbols" argument' };
    return { status: 400, body: { finance: { result: null, error } } };
  }
  const result = symbols.flatMap((symbol) => {
    const sample = sampleOf(symbol);
    return sample ? [quoteOf(sample, now)] : [];
  });
  return { body: { quoteResponse: { result, error: null } } };
}

const places: Place[] = [
  { name: "quote", path: /^\/v7\/finance\/quote$()/, crumb: true, answer: quote },
];

/** The place behind a path that begins with the host, and the last part of it. */
export function findPlace(path: string): (Place & { id: string }) | undefined {
  const rest = path.replace(/^\/query[12]\.finance\.yahoo\.com/, "");
  for (const place of places) {
    const hit = rest === path ? null : place.path.exec(rest);
    if (hit) return { ...place, id: decodeURIComponent(hit[1] ?? "") };
  }
  return undefined;
}
