import assert from "node:assert/strict";
import { test } from "node:test";
import { parse } from "graphql";
import type { GraphQLDocument, StreamEvent } from "../mod.ts";
import { follow } from "../mod.ts";

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true
  : false;
type Seen<I> = I extends AsyncIterableIterator<infer E, undefined> ? E : never;
type Event = StreamEvent & { __typename: "TurnChanged"; status: string };
type Result = { __typename?: "Subscription"; conversationEvents: Event };
type Variables = { id: string; after?: string | null };

const options = { url: "http://127.0.0.1:1/graphql" };
const text = "subscription ($after: String) { e(after: $after) { cursor fromSeq seq } }";

// The type check is the test: with other types, the file does not compile.
test("a generated document defines the types of its events and variables", () => {
  const document = text as GraphQLDocument<Result, Variables> & {
    __apiType?: (variables: Variables) => Result;
  };
  const events = follow(options, { query: document, variables: { id: "x" } });
  const same: Same<Seen<typeof events>, Event> = true;
  assert.ok(same);
});

test("plain text gives events with the required fields; parsed documents are accepted", () => {
  const events = follow(options, { query: text });
  const has: Seen<typeof events> extends StreamEvent ? true : false = true;
  assert.ok(has);
  assert.ok(follow(options, { query: parse(text) }));
});
