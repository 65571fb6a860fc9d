// Calls a Temporal frontend as the API does, for a while and at least 25 times: with pauses in which GOAWAY arrives.
import { Connection } from "@temporalio/client";
import { sleep } from "../../protocol/async/sleep.ts";

const connection = await Connection.connect({ address: Deno.args[0] ?? "" });
let calls = 0;
for (const end = Date.now() + 4_000; Date.now() < end || calls < 25; calls++) {
  await connection.withDeadline(
    Date.now() + 30_000,
    () => connection.workflowService.describeNamespace({ namespace: "default" }),
  );
  await sleep(calls % 5 === 0 ? 250 : 5);
}
await connection.close();
console.log(JSON.stringify({ calls }));
