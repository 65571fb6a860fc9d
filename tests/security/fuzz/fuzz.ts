import type { GraphQLSchema } from "graphql";
import { fnv1a } from "../../../protocol/text/fnv.ts";
import { pick, seeded } from "../../chaos/random.ts";
import { hostileDocument } from "./documents.ts";
import { endOf, refusedKeys, wrongErrors } from "./classify.ts";
import type { Known } from "./known.ts";
import { type Operation, operationMaker } from "./operation.ts";
import { send, type Transport } from "./send.ts";

/** What to send and where. */
export interface FuzzOptions {
  url: string;
  schema: GraphQLSchema;
  known: Known;
  seed: number;
  operations: number;
  /** Called now and then with how many were sent. */
  onProgress?: (sent: number) => Promise<void>;
}

/** What was found. */
export interface Found {
  /** Operations with what was wrong about their answers; empty when all is well. */
  wrong: string[];
  /** How many answers ended in which way. */
  ends: Record<string, number>;
  /** Keys of mutations that were refused, each with its operation and answer. */
  refused: Record<string, string>;
  /** The operations that took longest, with what waited for others. */
  slowest: { ms: number; what: string }[];
}

const lines = 12;
const transports: (readonly [Transport, number])[] = [
  ["http", 6],
  ["websocket", 3],
  ["get", 1],
  ["sse", 1],
];

/** Sends operations made of the seed, a few at a time, and classifies every answer. The same seed gives the same operations. */
export async function fuzz(options: FuzzOptions): Promise<Found> {
  const found: Found = { wrong: [], ends: {}, refused: {}, slowest: [] };
  let next = 0;
  const line = async () => {
    while (next < options.operations) {
      const number = next++;
      await one(options, number, found);
      if (number % 100 === 0) await options.onProgress?.(number);
    }
  };
  await Promise.all(Array.from({ length: lines }, line));
  return found;
}

async function one(options: FuzzOptions, number: number, found: Found) {
  const { url, schema, known, seed } = options;
  const random = seeded(fnv1a(`${seed}/${number}`));
  let keys = 0;
  const newKey = () => `fuzz-${seed}-${number}-${++keys}`;
  const hostility = pick(random, [[0.02, 2], [0.15, 5], [0.6, 1]]);
  const operation = random() < 0.06
    ? hostileDocument(random)
    : operationMaker(schema)({ random, newKey, known, hostility });
  const by = pick(random, transports);
  const began = performance.now();
  const { answers, fault } = await send(url, operation, by);
  noteTime(found, performance.now() - began, `#${number} ${by}: ${shown(operation)}`);
  const wrong = [...(fault ? [fault] : []), ...answers.flatMap(wrongErrors)];
  for (const what of wrong) found.wrong.push(`#${number} ${by}: ${what}\n${shown(operation)}`);
  for (const answer of answers) {
    const end = endOf(answer);
    found.ends[end] = (found.ends[end] ?? 0) + 1;
    for (const key of refusedKeys(operation, answer)) {
      found.refused[key] = `${by}: ${shown(operation)}\n${JSON.stringify(answer).slice(0, 1_000)}`;
    }
  }
}

/** Keeps the slowest ones. */
function noteTime({ slowest }: Found, ms: number, what: string) {
  slowest.push({ ms: Math.round(ms), what });
  slowest.sort((a, b) => b.ms - a.ms).splice(5);
}

const shown = ({ query, variables, body }: Operation) =>
  body?.slice(0, 500) ?? `${query.slice(0, 1_500)}\n${variables.slice(0, 1_500)}`;
