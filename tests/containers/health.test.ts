import assert from "node:assert/strict";
import { before, test } from "node:test";
import { poll } from "../../protocol/async/poll.ts";
import { composition } from "./composition.ts";

before(() => composition.up());

const until = (service: string, state: string) =>
  poll(async () => {
    const { State } = await composition.inspect(service);
    return State.Health?.Status === state || undefined;
  }, { withinMs: 240_000, everyMs: 1_000, what: `${service} is ${state}` });

// A stopped process answers no question, and the engine still sees it run. Temporal's image has no program that asks more
// than whether its port is open, which the kernel answers.
for (const service of ["sandbox", "mcp", "worker", "api", "postgres"]) {
  test(`the health check of ${service} is true, false while its process hangs, and true again`, async () => {
    await until(service, "healthy");
    const check = await composition.checkOf(service);
    await composition.exec(service, ...check);
    await composition.signalProcesses(service, "STOP");
    await assert.rejects(composition.exec(service, ...check));
    await composition.signalProcesses(service, "CONT");
    await until(service, "healthy");
  });
}
