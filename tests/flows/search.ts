import assert from "node:assert/strict";
import { test } from "node:test";
import { type Api, readUntil, turnEnds } from "../support/api.ts";
import * as documents from "../support/documents.generated.ts";
import { eventually, unique } from "../support/test-stack.ts";

/** The search, on a stack that runs already. */
export function searchTests(given: () => { api: Api; agent: string }): void {
  const search = async (query: string) => {
    const { search } = await given().api.run(documents.search, { query });
    return search ?? assert.fail("no search");
  };
  const found = async (query: string, count: number) => {
    await eventually(
      `${count} texts with ${query}`,
      async () => (await search(query)).nodes.length >= count,
    );
    return (await search(query)).nodes;
  };

  test("a message, the answer and the tool call of a turn are found, each with its conversation", async () => {
    const { api, agent } = given();
    const word = unique("Suchwort").replaceAll("-", "");
    const id = await api.start(agent, `What does NVDA cost? 茅${word}`);
    await readUntil(api.follow(id), turnEnds());
    const [message] = await found(word, 1);
    assert.deepEqual([message?.kind, message?.conversation?.id], ["MESSAGE", id]);
    const { text, matches } = message?.fragment ?? assert.fail("no fragment");
    assert.deepEqual(matches.map(({ start, end }) => text.slice(start, end)), [word]);
    assert.equal((await found(word.slice(2, -2), 1))[0]?.node?.id, message?.node?.id, "a part");
    // Texts of one turn may be filled one after the other.
    await eventually("its tool call is found", async () => {
      const calls = (await search("get_current_stock_price NVDA")).nodes;
      return calls.some((call) => call.kind === "TOOL_CALL" && call.conversation?.id === id);
    });
    const { conversations } = await api.run(documents.conversationsWithText, { text: word });
    assert.deepEqual(conversations?.nodes.map((c) => c.id), [id]);
    assert.equal(conversations?.partial, false);
  });

  test("an erased conversation is found no more from the answer of the mutation on", async () => {
    const { api, agent } = given();
    const word = unique("Vergiss").replaceAll("-", "");
    const id = await api.start(agent, `Remember ${word}`);
    await readUntil(api.follow(id), turnEnds());
    await found(word, 1);
    await api.mutate(documents.close, { conversationId: id, erase: true });
    assert.deepEqual((await search(word)).nodes, []);
  });
}
