import assert from "node:assert/strict";
import { test } from "node:test";
import type { EventOf } from "../follow/follow.ts";
import type { Source } from "../source.ts";
import type { TurnEvent, TurnPart } from "./parts.ts";
import { readTurn } from "./read-turn.ts";
import { recording } from "./testing/recordings.ts";
import { partsOf } from "./testing/shown.ts";

/** A source that plays a recording. What it asked for by id, it answers from `nodes`. */
function played(events: readonly TurnEvent[], nodes: Record<string, unknown> = {}) {
  const asked: string[] = [];
  let isEnded = false;
  const source: Source = {
    request: <Result, Variables>(_: unknown, variables: Variables) => {
      const { id } = variables as { id: string };
      asked.push(id);
      const node = nodes[id] ?? null;
      return Promise.resolve({ entry: node, approval: node } as Result);
    },
    follow: <Result>() =>
      (async function* () {
        try {
          yield* events;
        } finally {
          isEnded = true;
        }
        return undefined;
      })() as unknown as AsyncIterableIterator<EventOf<Result>, undefined>,
  };
  return { source, asked, isEnded: () => isEnded };
}

async function read(source: Source, turnId: string): Promise<TurnPart[]> {
  const parts: TurnPart[] = [];
  for await (const step of readTurn(source, { conversationId: "c", turnId })) {
    parts.push(...step.parts);
  }
  return parts;
}

test("reading ends with the turn, and ends the subscription", async () => {
  const { turnId, live } = recording("tools");
  const after = live[1];
  assert.ok(after);
  const { source, isEnded } = played([...live, after]);
  const parts = await read(source, turnId);
  assert.deepEqual(parts, partsOf(turnId, live));
  assert.ok(isEnded());
});

test("entries and approvals whose links were unreadable are queried, and nothing is missing", async () => {
  const { turnId, replayed } = recording("edited");
  const nodes: Record<string, unknown> = {};
  const unread = replayed.map((event): TurnEvent => {
    if (event.__typename === "EntryChanged") {
      nodes[event.entryId] = event.entry;
      return { ...event, entry: null };
    }
    if (event.__typename !== "ApprovalChanged") return event;
    nodes[event.approvalId] = event.approval && { __typename: "Approval", ...event.approval };
    return { ...event, approval: null };
  });
  const { source, asked } = played(unread, nodes);
  const parts = await read(source, turnId);
  const typesOf = (all: readonly TurnPart[]) => all.map(({ type }) => type);
  assert.deepEqual(typesOf(parts), typesOf(partsOf(turnId, replayed)));
  assert.ok(asked.length >= 4);
});

test("an entry that cannot be read is skipped", async () => {
  const { turnId, replayed } = recording("thinking");
  const unread = replayed.map((event): TurnEvent =>
    event.__typename === "EntryChanged" ? { ...event, entry: null } : event
  );
  const parts = await read(played(unread).source, turnId);
  const types = new Set(parts.map(({ type }) => type));
  assert.deepEqual([...types], ["turn", "model-call"]);
});
