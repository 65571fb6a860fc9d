import process from "node:process";
import { runEvery } from "../../../protocol/async/run-every.ts";
import { connect } from "../../../store/database/connect.ts";
import { testKey } from "../../../store/webhook/testing.ts";
import { createLogger } from "../../../telemetry/log.ts";
import type { ResolveAll } from "../../net/public-addresses.ts";
import { WebhookSender } from "../webhook-sender.ts";

/** A process that does what a worker does for webhooks. `rebound.example` leads to the public at first, then to this machine. */
let lookups = 0;
const resolve: ResolveAll = (hostname) => {
  const inside = { address: "127.0.0.1", family: 4 };
  if (hostname !== "rebound.example") return Promise.resolve([inside]);
  return Promise.resolve([lookups++ === 0 ? { address: "203.0.114.1", family: 4 } : inside]);
};

const sql = connect(process.env.DATABASE_URL ?? "", { name: "test-sender", max: 4 });
const log = createLogger("worker", { level: "warn" });
const rules = { allowsLoopback: true, resolve };
const sender = new WebhookSender({ sql, log, key: testKey, rules }, { onFed: () => {} });
const reporter = {
  failed: (_: unknown, error: unknown) => console.error("task failed", error),
  succeeded: () => {},
};
for (const task of sender.tasks) {
  void runEvery({ ...task, intervalMs: 50 }, reporter, new AbortController().signal);
}
console.log("started");
