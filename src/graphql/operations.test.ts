import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { setImmediate } from "node:timers/promises";
import {
  GraphQLInt,
  GraphQLNonNull,
  GraphQLObjectType,
  type GraphQLOutputType,
  GraphQLSchema,
  GraphQLString,
} from "graphql";
import { RequestError, StreamError } from "../../clients/client/errors.ts";
import { localPrincipal } from "../../protocol/auth/principal.ts";
import type { GraphQLContext } from "../../schema/context.ts";
import { graphError } from "../../schema/errors.ts";
import { createLogger } from "../../telemetry/log.ts";
import { operationsOf } from "./operations.ts";
import { createGraphQL } from "./yoga.ts";

type Event = { cursor: string; fromSeq: number; seq: number };
const event = (seq: number) => ({
  cursor: `c${seq}`,
  fromSeq: seq,
  seq,
  body: { kind: "TurnChanged" },
});
/** `after` of each subscription so far, and what the next ones send. */
let afters: (string | undefined)[] = [];
let scripts: (() => AsyncIterable<Event> | Promise<AsyncIterable<Event>>)[] = [];
beforeEach(() => {
  afters = [];
  scripts = [];
});

const required = (type: GraphQLOutputType) => ({ type: new GraphQLNonNull(type) });
const link: GraphQLObjectType = new GraphQLObjectType({
  name: "Link",
  fields: () => ({ next: { type: link }, n: { type: GraphQLInt } }),
});
const schema = new GraphQLSchema({
  query: new GraphQLObjectType({
    name: "Query",
    fields: {
      twice: {
        type: GraphQLInt,
        args: { n: { type: GraphQLInt } },
        resolve: (_, { n }) => n * 2,
      },
      broken: {
        ...required(GraphQLInt),
        resolve: () => {
          throw new Error("secret");
        },
      },
      link: { type: link },
    },
  }),
  subscription: new GraphQLObjectType({
    name: "Subscription",
    fields: {
      event: {
        type: new GraphQLObjectType({
          name: "Event",
          fields: {
            cursor: required(GraphQLString),
            fromSeq: required(GraphQLInt),
            seq: required(GraphQLInt),
          },
        }),
        args: { after: { type: GraphQLString } },
        subscribe: (_, { after }) => {
          afters.push(after);
          const next = scripts.shift();
          if (!next) throw graphError("NOT_FOUND", "There is no such stream.");
          return next();
        },
        resolve: (value) => value,
      },
    },
  }),
});
const context = { principal: localPrincipal } as unknown as GraphQLContext;
const log = createLogger("test", { write: () => {} });
const requester = { principal: localPrincipal, reason: null, address: null };
const operations = operationsOf(
  createGraphQL(schema, () => context, log),
  { headers: new Headers(), requester },
  log,
);

const query = "subscription ($after: String) { event(after: $after) { cursor fromSeq seq } }";
const follow = (signal?: AbortSignal, after?: string) =>
  operations.follow<{ event: Event }, Record<string, never>>({ query, after }, { signal });
async function read(signal?: AbortSignal, after?: string): Promise<number[]> {
  const seen: number[] = [];
  for await (const { seq } of follow(signal, after)) seen.push(seq);
  return seen;
}
async function* sends(...seqs: number[]): AsyncGenerator<Event> {
  for (const seq of seqs) yield await Promise.resolve(event(seq));
}
async function* failsAfter(error: Error, ...seqs: number[]): AsyncGenerator<Event> {
  yield* sends(...seqs);
  throw error;
}
const away = () => graphError("UNAVAILABLE", "The database is away.", { retryable: true });
const deep = (n: number): string => n === 0 ? "n" : `next { ${deep(n - 1)} }`;

test("a query has its data, and one that is refused the code of its error", async () => {
  const twice = "query ($n: Int) { twice(n: $n) }";
  assert.deepEqual({ ...await operations.request(twice, { n: 4 }) as object }, { twice: 8 });
  await assert.rejects(operations.request("{ nothing }", {}), (error: RequestError) => {
    assert.equal(error.code, "GRAPHQL_VALIDATION_FAILED");
    return error instanceof RequestError && !error.retryable;
  });
});

test("an unexpected error is masked", async () => {
  await assert.rejects(operations.request("{ broken }", {}), (error: RequestError) => {
    assert.equal(error.code, "INTERNAL_SERVER_ERROR");
    assert.doesNotMatch(JSON.stringify(error.errors), /secret/);
    return true;
  });
  scripts = [() => failsAfter(new Error("secret"))];
  await assert.rejects(read(), (error: StreamError) => {
    assert.equal(error.code, "INTERNAL_SERVER_ERROR");
    assert.doesNotMatch(JSON.stringify(error.errors), /secret/);
    return true;
  });
});

test("the limits of an operation apply, as over HTTP", async () => {
  const code = (error: { code: string }) => error.code === "OPERATION_TOO_COSTLY";
  await assert.rejects(operations.request(`{ link { ${deep(20)} } }`, {}), code);
  const aliases = Array.from({ length: 400 }, (_, n) => `a${n}: seq`).join(" ");
  const costly = query.replace("seq }", `seq ${aliases} }`);
  const events = operations.follow<{ event: Event }, Record<string, never>>({ query: costly });
  await assert.rejects(events.next(), code);
});

test("a stream that ends with a retryable error is resumed after its last event, each event once", async () => {
  scripts = [() => failsAfter(away(), 1, 2), () => sends(2, 3)];
  assert.deepEqual(await read(undefined, "c0"), [1, 2, 3]);
  assert.deepEqual(afters, ["c0", "c2"]);
});

test("a refused stream throws the code of its error, and is not opened again", async () => {
  await assert.rejects(read(), (error: StreamError) => {
    assert.ok(error instanceof StreamError);
    return error.code === "NOT_FOUND";
  });
  assert.equal(afters.length, 1);
});

test("an abort ends a stream that waits for an event, and its source", async () => {
  const stop = new AbortController();
  let ended = false;
  const silent = {
    [Symbol.asyncIterator]: () => {
      let wake = () => {};
      return {
        next: () =>
          new Promise<IteratorResult<Event>>((resolve) => {
            wake = () => resolve({ done: true, value: undefined });
          }),
        return: () => {
          ended = true;
          wake();
          return Promise.resolve({ done: true as const, value: undefined });
        },
      };
    },
  };
  scripts = [() => silent];
  const reading = read(stop.signal);
  while (afters.length === 0) await setImmediate();
  stop.abort();
  assert.deepEqual(await reading, []);
  assert.equal(ended, true);
});

test("an abort while a stream is being opened ends it without reading", async () => {
  const stop = new AbortController();
  let open = () => {};
  let ended = false;
  const opened = new Promise<void>((resolve) => open = resolve);
  const silent = {
    [Symbol.asyncIterator]: () => ({
      next: () => new Promise<never>(() => {}),
      return: () => {
        ended = true;
        return Promise.resolve({ done: true as const, value: undefined });
      },
    }),
  };
  scripts = [() => opened.then(() => silent)];
  const reading = read(stop.signal);
  while (afters.length === 0) await setImmediate();
  stop.abort();
  open();
  assert.deepEqual(await reading, []);
  assert.equal(ended, true);
});

test("an abort ends the wait before a stream is opened again", async () => {
  const stop = new AbortController();
  scripts = [() => failsAfter(away(), 1)];
  const reading = read(stop.signal);
  while (afters.length === 0) await setImmediate();
  await setImmediate();
  stop.abort();
  assert.deepEqual(await reading, [1]);
  assert.equal(afters.length, 1);
});
