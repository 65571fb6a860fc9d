import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Client, Connection } from "@temporalio/client";
import { verifyAudit } from "../../cli/audit/audit.ts";
import { eraseTenant } from "../../cli/erase-tenant/erase-tenant.ts";
import { actOf } from "../../protocol/audit/act.ts";
import { deploymentChain } from "../../protocol/audit/audit-event.ts";
import { readChain } from "../../store/audit/read-chain.ts";
import { recordAudit } from "../../store/audit/record-audit.ts";
import { connect } from "../../store/database/connect.ts";
import type { Sql } from "../../store/mod.ts";
import { type Api, readUntil, turnEnds } from "../support/api.ts";
import * as documents from "../support/documents.generated.ts";
import { type IdentityStack, sharedIdentityStack } from "../support/identity.ts";
import { eventually, registerAnalyst, unique } from "../support/test-stack.ts";

let t: IdentityStack;
let sql: Sql;
let analyst: string;
let [acme, globex] = ["", ""];
before(async () => {
  t = await sharedIdentityStack("audit");
  [acme, globex] = t.tenants;
  sql = connect(t.stack.urls.database, { name: "test", max: 4 });
  analyst = await registerAnalyst(t);
});
after(async () => {
  await sql.end({ timeout: 1 });
  await t[Symbol.asyncDispose]();
});

/** Five acts in a chain of its own, which the test may damage. */
async function chain(): Promise<string> {
  const tenant = unique("chain");
  const actor = { kind: "USER", name: "ada" } as const;
  for (let n = 1; n <= 5; n++) {
    const caller = { tenant, subject: "ada", actor, traceparent: null };
    const act = { action: "alias.moved", resource: "analyst", details: { from: n } } as const;
    await recordAudit(sql, actOf(caller, act));
  }
  return tenant;
}

async function verify(tenant: string) {
  const lines: string[] = [];
  const take = (line: string) => void lines.push(line);
  const code = await verifyAudit(sql, tenant, { log: take, error: take });
  return { code, text: lines.join("\n") };
}

test("a whole chain is sound, and its head is printed", async () => {
  const { code, text } = await verify(await chain());
  assert.equal(code, 0);
  assert.match(text, /is sound: 5 events\. Head: 5:[0-9a-f]{64}$/);
});

const damages: [string, (tenant: string) => Promise<unknown>, RegExp][] = [
  [
    "a deleted row",
    (tenant) => sql`delete from audit_events where tenant = ${tenant} and seq = 3`,
    /event 3 is missing/,
  ],
  [
    "a deleted tail",
    (tenant) => sql`delete from audit_events where tenant = ${tenant} and seq >= 4`,
    /event 4 is missing/,
  ],
  [
    "a changed row",
    (tenant) =>
      sql`update audit_events set actor = '{"kind":"USER","name":"eve"}' where tenant = ${tenant} and seq = 2`,
    /event 2 was changed/,
  ],
  [
    "a changed time",
    (tenant) =>
      sql`update audit_events set at = at - interval '1 microsecond' where tenant = ${tenant} and seq = 5`,
    /event 5 was changed/,
  ],
  [
    "reordered rows",
    (tenant) =>
      sql.begin(async (tx) => {
        for (const [from, to] of [[2, 99], [3, 2], [99, 3]]) {
          await tx`update audit_events set seq = ${to ?? 0} where tenant = ${tenant} and seq = ${
            from ?? 0
          }`;
        }
      }),
    /event 2 does not follow/,
  ],
  [
    "a row added by hand",
    (tenant) =>
      sql`insert into audit_events select tenant, 6, at, actor, credential, address, action, resource, outcome, reason,
        request_id, trace_id, details, hash, hash from audit_events where tenant = ${tenant} and seq = 5`,
    /event 6 was added/,
  ],
  [
    "a shortened head",
    (tenant) =>
      sql`update audit_chains c set seq = 4, hash = e.hash from audit_events e
        where c.tenant = ${tenant} and e.tenant = c.tenant and e.seq = 4`,
    /event 5 was added/,
  ],
];

for (const [what, damage, message] of damages) {
  test(`the verification names ${what}`, async () => {
    const tenant = await chain();
    await damage(tenant);
    const { code, text } = await verify(tenant);
    assert.equal(code, 1);
    assert.match(text, message);
  });
}

test("an act and its row commit together, also in a process that is killed", async () => {
  const agent = unique("killed");
  await t.api.register(agent);
  await t.api.register(agent, { description: "another", instructions: { text: "Second." } });
  for (let round = 0; round < 5; round++) await killWhileItMoves(agent, 20 + 13 * round);
  const rows = await Array.fromAsync(readChain(sql, acme));
  const moves = rows.filter(({ event }) =>
    event.action === "alias.moved" && event.resource === agent
  );
  assert.ok(moves.length > 20, String(moves.length));
  const [keys] = await sql<{ count: number }[]>`
    select count(*) from idempotency_keys k where k.tenant = ${acme} and k.mutation = 'setAgentAlias'`;
  const effects = keys?.count ?? 0;
  const aliases = await sql<{ name: string; number: number }[]>`
    select l.name, v.number from agent_aliases l join agent_versions v on v.id = l.version_id
    join agents a on a.id = l.agent_id where a.tenant = ${acme} and a.name = ${agent}`;
  assert.equal(aliases.length, 3);
  for (const { name, number } of aliases) {
    const own = moves.filter(({ event }) => event.details.alias === name);
    assert.equal(own.at(-1)?.event.details.to, number, name);
    // Each move starts where the one before it ended: none is missing between them.
    own.slice(1).forEach((move, n) =>
      assert.equal(move.event.details.from, own[n]?.event.details.to)
    );
  }
  // A restarted process may begin with a move that changes nothing.
  assert.ok(effects >= moves.length && effects <= moves.length + 3 * 4, `${effects}`);
  assert.equal((await verify(acme)).code, 0);
});

/** Kills a process with SIGKILL `moves` moves after its first. */
async function killWhileItMoves(agent: string, moves: number) {
  const mover = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", "tests/support/alias-mover.ts"]
      .concat(t.stack.urls.database, acme, agent),
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  let seen = 0;
  for await (const chunk of mover.stdout) {
    seen += new TextDecoder().decode(chunk).split("\n").length - 1;
    if (seen >= moves) mover.kill("SIGKILL");
  }
  assert.equal((await mover.status).signal, "SIGKILL");
}

const auditQuery =
  `query ($action: String) { auditEvents(action: $action, first: 50) { nodes { number actor { name }
  credential address action resource outcome reason requestId details } } }`;
type Audited = {
  auditEvents: { nodes: Record<string, unknown>[] } | null;
};
const audited = async (api: Api, action: string | null = null) =>
  (await api.run<Audited>(auditQuery, { action })).auditEvents?.nodes ?? [];

test("an administrator reads the acts of its tenant; other roles and tenants do not", async () => {
  const [act] = await audited(t.api, "agent.registered");
  assert.equal((act?.actor as { name: string }).name, "root");
  assert.equal(act?.address, "127.0.0.1");
  assert.deepEqual(await audited(await t.as({ tenant: globex, roles: ["admin"] })), []);
  for (const role of ["viewer", "member", "developer", "approver", "operator"] as const) {
    await assert.rejects(
      audited(await t.as({ roles: [role] })),
      /FORBIDDEN|scope|permission/i,
      role,
    );
  }
});

test("refused sign-ins are recorded in the deployment's chain, without the token", async () => {
  const { stack } = t;
  const restart = async () => {
    await stack.stopPart("api"); // records what it has counted
    await stack.startPart("api");
  };
  await restart(); // other files were refused, too
  const token = unique("secret");
  for (let n = 0; n < 3; n++) {
    const response = await fetch(t.stack.urls.graphql, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
      body: JSON.stringify({ query: "{ serverInfo { version } }" }),
    });
    assert.equal(response.status, 401);
    await response.body?.cancel();
  }
  await restart();
  const rows = await Array.fromAsync(readChain(sql, deploymentChain));
  const refused = rows.filter(({ event }) => event.action === "signin.refused").at(-1)?.event;
  assert.deepEqual([refused?.outcome, refused?.address], ["REFUSED", "127.0.0.1"]);
  assert.deepEqual([refused?.details.kind, refused?.details.count], ["UNKNOWN", 3]);
  assert.ok(!JSON.stringify(rows).includes(token));
  const started = rows.filter(({ event }) => event.action === "configuration.loaded");
  const processes = new Set(started.map(({ event }) => event.resource));
  assert.deepEqual([...processes].sort(), ["api", "worker"]);
});

test("an erased tenant is gone here, at the provider and in Temporal; another one stays", async () => {
  const other = await t.as({ tenant: globex, roles: ["admin"], ttl: 600 });
  await other.register(analyst);
  const id = await other.start(analyst, "What does NVDA cost?");
  await readUntil(other.follow(id), turnEnds());
  const open = await other.start(analyst);
  const kept = await t.api.start(analyst, "What does AMD cost?");
  await readUntil(t.api.follow(kept), turnEnds());
  const remotes = await sql<{ remoteId: string }[]>`
    select remote_id from remote_conversations where conversation_id = ${id}`;
  assert.ok(remotes.length > 0);

  const temporal = temporalOf();
  const lines: string[] = [];
  const deps = { sql, temporal, report: (line: string) => void lines.push(line) };
  const proof = await eraseTenant(deps, globex, 60_000);
  assert.ok(proof?.finishedAt, lines.join("\n"));
  assert.ok((proof.deleted.conversations ?? 0) >= 2 && (proof.deleted.events ?? 0) > 0);
  assert.ok(proof.workflows >= 1, lines.join("\n"));
  assert.match(proof.remaining?.auditHead ?? "", /^\d+:[0-9a-f]{64}$/);
  assert.ok(proof.agentsDeleted.length > 0, lines.join("\n"));
  assert.deepEqual(proof.remaining?.agentsAtProvider, []);
  for (const remoteId of proof.agentsDeleted) {
    const url = `${t.stack.urls.mistral}/v1/agents/${remoteId}`;
    const response = await fetch(url, { headers: { authorization: "Bearer test" } });
    assert.equal(response.status, 404, remoteId);
    await response.body?.cancel();
  }

  for (const conversation of [id, open]) {
    const found = await sql`select from conversations where id = ${conversation}`;
    assert.equal(found.count, 0);
  }
  for (const { remoteId } of remotes) {
    const url = `${t.stack.urls.mistral}/v1/conversations/${remoteId}`;
    const response = await fetch(url, { headers: { authorization: "Bearer test" } });
    assert.equal(response.status, 404, remoteId);
    await response.body?.cancel();
  }
  assert.deepEqual(await workflowsOf(globex), []);
  assert.ok((await workflowsOf(acme)).length > 0);
  assert.equal((await t.api.read(kept)).turns.nodes[0]?.status, "COMPLETED");
  await eventually(
    "its tokens are refused",
    () => other.run(documents.servers, {}).then(() => false, () => true),
  );
  const { code, text } = await verify(globex);
  assert.equal(code, 0);
  assert.match(text, /were erased/);
});

const temporalOf = () => ({
  ...{ address: t.stack.urls.temporal, namespace: t.namespace },
  ...{ tls: null, apiKey: null },
});

/** Ids of the workflows of a tenant. */
async function workflowsOf(tenant: string): Promise<string[]> {
  const { address, namespace } = temporalOf();
  const connection = await Connection.connect({ address });
  try {
    const found: string[] = [];
    for await (const { workflowId } of new Client({ connection, namespace }).workflow.list()) {
      if (workflowId.split("-")[1] === tenant) found.push(workflowId);
    }
    return found;
  } finally {
    await connection.close();
  }
}
