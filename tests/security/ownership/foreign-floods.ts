import assert from "node:assert/strict";
import { test } from "node:test";
import type { World } from "./world.ts";

/** A long poll together with a list that makes the operation a costly one, of which few run at a time. */
const costlyPoll = `query ($id: ID!, $after: String) {
  conversation(id: $id) { events(after: $after, wait: "PT15S") { nodes { seq } } }
  agents(first: 100) { nodes { name versions(first: 20) { nodes { id number } } } }
}`;
type WithCursor = { conversation: { eventCursor: string } };

/** What one tenant asks for does not hold up another. */
export function foreignFloods(at: () => World) {
  test("long polls of a tenant do not hold up the costly queries of another", async () => {
    const { mallory, t } = at();
    await mallory.register("polled");
    const id = await mallory.start("polled");
    const { conversation } = await mallory.run<WithCursor>(
      "query ($id: ID!) { conversation(id: $id) { eventCursor } }",
      { id },
    );
    let ended = 0;
    const poll = () =>
      mallory.run(costlyPoll, { id, after: conversation.eventCursor }).then(() => ended++);
    const polls = Array.from({ length: 6 }, poll);
    await mallory.run("{ __schema { queryType { name } } }");
    await t.api.run("{ __schema { queryType { name } } }");
    assert.equal(ended, 0, "the polls still wait");
    await mallory.close(id);
    await Promise.all(polls);
  });
}
