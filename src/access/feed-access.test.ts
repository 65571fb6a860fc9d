import assert from "node:assert/strict";
import { test } from "node:test";
import { localPrincipal, type Principal } from "../../protocol/auth/principal.ts";
import { type FeedKind, feedKinds } from "../../protocol/feed/feed-item.ts";
import { feedAccess } from "./feed-access.ts";

test("an item that is of no conversation and no run is only shown where it is about an agent, or a schedule without an owner", async () => {
  const principal: Principal = {
    ...{ ...localPrincipal, kind: "USER", subject: "ada", roles: ["developer"] },
  };
  const mayRead = feedAccess(
    { principal, reason: null, address: null },
    { mayByItself: () => assert.fail("there is nothing to look up") },
    false,
  );
  const shown: FeedKind[] = [];
  for (const item of feedKinds) {
    if (await mayRead({ kind: "FeedItem", item, nodeId: "x", agent: "analyst" })) shown.push(item);
  }
  assert.deepEqual(shown, [
    ...["AGENT_VERSION_REGISTERED", "AGENT_ARCHIVED", "AGENT_RESTORED", "ALIAS_MOVED"],
    ...["SCHEDULE_CHANGED", "FIRING_CHANGED"],
  ]);
});
