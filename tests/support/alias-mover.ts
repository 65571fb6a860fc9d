// Moves an alias to and fro until it is killed: tests/security/audit.test.ts. Arguments: URL of the database, tenant, agent.
import { connect } from "../../store/database/connect.ts";
import { setAgentAlias } from "../../store/mod.ts";

const [url = "", tenant = "", agent = ""] = Deno.args;
const sql = connect(url, { name: "alias-mover", max: 4 });
const caller = {
  ...{ tenant, subject: null, traceparent: null },
  actor: { kind: "SERVICE", name: "mover" } as const,
};

async function move(alias: string) {
  for (let version = 1;; version = 3 - version) {
    const idempotencyKey = crypto.randomUUID();
    const command = { agent, alias, version, expectedVersion: null, idempotencyKey };
    await setAgentAlias(sql, caller, command);
    console.log("moved");
  }
}

await Promise.all(["a", "b", "c"].map(move));
