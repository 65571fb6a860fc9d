import assert from "node:assert/strict";
import { after, before } from "node:test";
import { feed } from "./ownership/feed.ts";
import { foreignAgents } from "./ownership/foreign-agents.ts";
import { foreignFloods } from "./ownership/foreign-floods.ts";
import { foreignIds } from "./ownership/foreign-ids.ts";
import { foreignKeys } from "./ownership/foreign-keys.ts";
import { reasons } from "./ownership/reasons.ts";
import { shares } from "./ownership/shares.ts";
import { startWorld, type World } from "./ownership/world.ts";

let world: World | undefined;
before(async () => {
  world = await startWorld();
});
after(() => world?.[Symbol.asyncDispose]());
const at = () => world ?? assert.fail("the stack did not start");

feed(at);
foreignAgents(at);
foreignFloods(at);
foreignIds(at);
foreignKeys(at);
shares(at);
reasons(at);
