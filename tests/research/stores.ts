import assert from "node:assert/strict";
import { test } from "node:test";
import { createClient } from "../../clients/client/mod.ts";
import { Stores } from "../../clients/client/store/mod.ts";
import { openCuttingProxy } from "../support/cutting-proxy.ts";
import { eventually } from "../support/test-stack.ts";
import { ask, type ResearchStack } from "./research-stack.ts";

/** Runs as the stores of the client show them. */
export function stores(at: () => ResearchStack) {
  test("a run in a store whose connection is cut has the phases, texts and report of the record", async () => {
    await using proxy = openCuttingProxy(at().api.url);
    const client = createClient({ url: proxy.url, retry: { firstMs: 20, maxMs: 200 } });
    const page = new Stores(client);
    const id = await at().research.start(ask());
    const run = page.research(id);
    let cuts = 0;
    run.state.subscribe(() => cuts += cuts < 3 && proxy.cut() > 0 ? 1 : 0);
    await eventually("it ends", () => {
      const { run: shown, phases } = run.state.get();
      return Promise.resolve(shown?.endedAt !== null && phases.length > 0);
    }, 90_000);
    const { status, phases, fault, run: shown } = run.state.get();
    const stored = await at().research.read(id);
    assert.deepEqual([status, fault, cuts], [stored.status, null, 3]);
    assert.equal(shown?.report?.title, stored.report?.title);
    assert.deepEqual(
      phases.map(({ id, kind, status }) => [id, kind, status]),
      stored.phases.map(({ id, kind, status }) => [id, kind, status]),
    );
    for (const { startedAt, endedAt, work } of phases) {
      assert.ok(startedAt !== null && endedAt !== null && startedAt <= endedAt);
      assert.match(work?.conversationId ?? "", /^conversation_/);
    }
    for (const phase of stored.phases) {
      assert.equal(run.texts.text(phase.id).get(), phase.text, phase.kind);
    }
    page.close();
    client.close();
  });

  test("a run is cancelled from its store; one that is not there is missing", async () => {
    const client = createClient({ url: at().api.url });
    const page = new Stores(client);
    const run = page.research(await at().research.start(ask()));
    run.state.subscribe(() => {});
    await eventually("it runs", () => Promise.resolve(run.state.get().status === "RUNNING"));
    assert.ok((await run.cancel("A test.")).ok);
    await eventually("it ends", () => Promise.resolve(run.state.get().status === "CANCELLED"));
    const none = page.research("research_0123456789abcdef0123456789abcdef");
    none.state.subscribe(() => {});
    await eventually("it is missing", () => Promise.resolve(none.state.get().status === "MISSING"));
    page.close();
    client.close();
  });
}
