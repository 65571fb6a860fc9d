import { fnv1a } from "../../../protocol/text/fnv.ts";
import { idKinds } from "../../../protocol/ids.ts";
import { type Random } from "../../chaos/random.ts";
import { hostileTexts } from "./hostile.ts";

/** What is really there, to be asked for and to make forgeries of. */
export interface Known {
  ids: readonly string[];
  cursors: readonly string[];
  /** Names of agents. */
  names: readonly string[];
}

/** Each of these as likely as the others. */
export function anyOf<T>(random: Random, values: readonly T[]): T {
  const value = values[Math.floor(random() * values.length)];
  if (value === undefined) throw new Error("nothing to choose from");
  return value;
}

/** All ids, cursors and names of an answer. */
export function knownIn(answer: unknown): Known {
  const ids = new Set<string>();
  const cursors = new Set<string>();
  const names = new Set<string>();
  const look = (value: unknown, key: string) => {
    if (typeof value === "string") {
      if (key === "id") ids.add(value);
      if (/cursor$/i.test(key)) cursors.add(value);
      if (key === "name") names.add(value);
    } else if (typeof value === "object" && value !== null) {
      for (const [inner, each] of Object.entries(value)) look(each, inner);
    }
  };
  look(answer, "");
  return { ids: [...ids], cursors: [...cursors], names: [...names] };
}

/** An id that is not one, or not that of anything, made of a real one. */
export function forgedId(random: Random, { ids }: Known): string {
  const real = anyOf(random, ids);
  const junk = anyOf(random, hostileTexts).slice(0, 300);
  return anyOf(random, [
    `${anyOf(random, idKinds)}_${real.split("_")[1]}`,
    `${anyOf(random, idKinds)}_${junk}`,
    `${anyOf(random, idKinds)}_${"a".repeat(64)}`,
    ...[real + junk, real.toUpperCase(), real.slice(0, -1), junk, `server_${junk}`],
  ]);
}

const lists = ["conversations", "agents", "approvals", "research"].map((l) => `${l} default`);
const instants = [
  "infinity",
  "2026-11-28T10:00:00.000Z",
  "+294277-01-01T00:00:00.000Z",
  "9".repeat(30),
];
const base64 = (text: string) =>
  btoa([...new TextEncoder().encode(text)].map((b) => String.fromCharCode(b)).join(""));

/** A cursor that no list gave: of a place that cannot be, with the check of one that can, or a real one edited. */
export function forgedCursor(random: Random, known: Known): string {
  const real = anyOf(random, known.cursors);
  const text = atob(real.replace(/-/g, "+").replace(/_/g, "/"));
  const parts = text.split(".");
  const at = Math.floor(random() * parts.length);
  const junk = anyOf(random, [...hostileTexts.map((t) => t.slice(0, 300)), ...instants]);
  const edited = parts.map((part, i) => i === at ? junk : part).join(".");
  const place = anyOf(random, [junk, `${anyOf(random, instants)}/${anyOf(random, known.ids)}`]);
  const checked = `p.${fnv1a(`${anyOf(random, lists)}\n${place}`).toString(36)}.${place}`;
  return anyOf(random, [base64(edited), base64(checked), base64(`p.${junk}`), junk, real.slice(1)]);
}
