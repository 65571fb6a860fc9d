import assert from "node:assert/strict";
import { after, test } from "node:test";
import { createClient } from "graphql-ws";
import { dumpIntoFolder } from "../../cli/backup/postgres-folder.ts";
import { debugReport } from "../../cli/debug/report.ts";
import { repositoryRoot } from "../../cli/stack/paths.ts";
import { withDeadline } from "../../protocol/async/deadline.ts";
import { poll } from "../../protocol/async/poll.ts";
import { newSecret, parseApiKey, writeApiKey } from "../../protocol/auth/api-key.ts";
import { connect } from "../../store/mod.ts";
import { refusals, transports } from "../support/bearer-transports.ts";
import { Collector } from "../support/collector.ts";
import { startTestStack } from "../support/test-stack.ts";

const collector = new Collector();
const t = await startTestStack({
  parts: ["postgres", "api"],
  instances: { api: 2 },
}, {
  ...collector.env(),
  AUTH: "keys",
  UNAUTHENTICATED_PER_MINUTE: "100000",
  LOG_LEVEL: "debug",
  METRICS_PORT: "0",
});
const { graphql: url, database, apis } = t.stack.urls;
/** Another API process than the one at `url`. */
const other = `${apis[1]}/graphql`;
const sql = connect(database, { name: "test", max: 1 });
after(async () => {
  await sql.end({ timeout: 1 });
  await t[Symbol.asyncDispose]();
  await collector[Symbol.asyncDispose]();
});

/** Every key that a test has seen, to search for at the end. */
const seen: string[] = [];

/** `deno task keys`, as an operator runs it. */
async function keys(...args: string[]) {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", "cli/main.ts", "keys", ...args],
    cwd: repositoryRoot,
    env: { TRAMONTANE_HOME: t.stack.home.path, DATABASE_URL: database, NO_COLOR: "1" },
  }).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  const out = text(stdout);
  seen.push(...out.split("\n").filter((line) => line.startsWith("tmk_")));
  assert.equal(code, 0, text(stderr));
  return out;
}
const create = async (...more: string[]) =>
  (await keys("create", "--tenant", "acme", "--name", "test", ...more)).trim();
const idOf = (token: string) => parseApiKey(token)?.id ?? "";

const admin = await create("--role", "admin");
const query = "{ serverInfo { authentication } }";
const kinds = Object.keys(transports) as (keyof typeof transports)[];

/** The key is refused over every transport; `what` says why. */
async function assertRefused(token: string, what: string) {
  for (const kind of kinds) {
    const { data, code } = await transports[kind](url, token, query);
    assert.equal(data, undefined, `${what} over ${kind}`);
    assert.ok(refusals[kind].includes(code ?? ""), `${what} over ${kind}: ${code}`);
  }
}
async function assertAccepted(token: string) {
  for (const kind of kinds) {
    const { data, code } = await transports[kind](url, token, query);
    assert.deepEqual(data, { serverInfo: { authentication: "API_KEYS" } }, `${kind}: ${code}`);
  }
}

/** A mutation of the administrator, or of another key. */
async function mutate(name: string, input: object, fields: string, token = admin) {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}`;
  const text = `mutation ($input: ${type}Input!) { result: ${name}(input: $input) {
    __typename ... on ${type}Payload { replayed ${fields} } ... on UserError { message } } }`;
  const variables = { input: { idempotencyKey: crypto.randomUUID(), ...input } };
  const { data, code } = await transports.HTTP(url, token, text, variables);
  const result = (data as { result: Record<string, unknown> })?.result;
  assert.ok(result, `${name}: ${code}`);
  const { secret } = result;
  if (typeof secret === "string") seen.push(secret);
  return result;
}

/** A subscription that stays open, over a WebSocket and over SSE: how and when each ends. */
function openStreams(token: string, at = url) {
  const events = "subscription { approvalEvents { __typename } }";
  const socket = Promise.withResolvers<number>();
  const connected = Promise.withResolvers<void>();
  const client = createClient({
    url: at.replace(/^http/, "ws"),
    connectionParams: { token },
    retryAttempts: 0,
    lazy: false,
    on: {
      connected: () => connected.resolve(),
      closed: (event) => socket.resolve((event as CloseEvent).code),
    },
    onNonLazyError: () => {},
  });
  client.subscribe({ query: events }, { next: () => {}, error: () => {}, complete: () => {} });
  const sse = fetch(`${at}?${new URLSearchParams({ query: events })}`, {
    headers: { accept: "text/event-stream", authorization: `Bearer ${token}` },
  });
  return {
    opened: Promise.all([connected.promise, sse]),
    ended: Promise.all([socket.promise, sse.then((response) => response.text())]),
  };
}

test("the command prints the key alone, which works over HTTP, SSE and WebSocket", async () => {
  const out = await keys("create", "--tenant", "acme", "--name", "alone", "--role", "viewer");
  assert.match(out, /^tmk_[0-9a-f]{32}_[0-9A-Za-z]{43}_[0-9A-Za-z]{6}\n$/);
  await assertAccepted(out.trim());
  const list = await keys("list", "--tenant", "acme");
  assert.match(list, new RegExp(`${idOf(out.trim())} {2}acme {2}"alone" {2}viewer {2}valid until`));
  assert.doesNotMatch(list, /tmk_/);
});

test("a guessed secret for a known id, a guessed id, and any changed character are refused", async () => {
  const token = await create("--role", "viewer");
  const id = idOf(token);
  await assertRefused(writeApiKey({ id, secret: newSecret() }), "a guessed secret");
  await assertRefused(
    writeApiKey({ id: `key_${"f".repeat(32)}`, secret: parseApiKey(token)?.secret ?? "" }),
    "the secret of another id",
  );
  await assertRefused(`${token.slice(0, -1)}${token.endsWith("0") ? "1" : "0"}`, "a typing error");
  await assertRefused("tmk_", "a prefix");
  await assertRefused(`tmk_${"0".repeat(14_000)}`, "a long text");
  await assertAccepted(token);
});

for (const by of ["mutation", "command"]) {
  test(`a key that is revoked by a ${by}: requests get 401, socket and stream end within 5 s`, async () => {
    const token = await create("--role", "approver");
    const streams = openStreams(token);
    await withDeadline(10_000, streams.opened);
    if (by === "mutation") {
      await mutate("revokeApiKey", { keyId: idOf(token) }, "apiKey { revokedAt }");
    } else await keys("revoke", idOf(token));
    // Another process revoked it: the API learns it by a notification, a moment later.
    const response = await poll(async () => {
      const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
      return answer.status === 401 || by === "mutation" ? answer : undefined;
    }, { withinMs: 5_000, everyMs: 50, what: "the key is refused" });
    assert.equal(response.status, 401);
    assert.equal(response.headers.get("www-authenticate"), "Bearer");
    await response.body?.cancel();
    const [code, text] = await withDeadline(5_000, streams.ended);
    assert.equal(code, 4403);
    assert.match(text, /UNAUTHENTICATED/);
    await assertRefused(token, "a revoked key");
  });
}

test("access of a subject, and of a whole tenant, ends in the same way; later keys are accepted", async () => {
  const make = (role: string) =>
    keys("create", "--tenant", "globex", "--name", "test", "--role", role).then((o) => o.trim());
  const [chief, one] = [await make("admin"), await make("approver")];
  const [first, second] = [openStreams(one), openStreams(chief)];
  await withDeadline(10_000, Promise.all([first.opened, second.opened]));
  const subject = `key:${idOf(one).slice(4)}`;
  const revoke = (access: object) => mutate("revokeAccess", { access }, "apiKeys revokedAt", chief);
  assert.equal((await revoke({ subject })).apiKeys, 1);
  assert.equal((await withDeadline(5_000, first.ended))[0], 4403);
  await assertRefused(one, "a key of a revoked subject");
  await assertAccepted(chief);
  assert.equal((await revoke({ tenant: true })).apiKeys, 1);
  assert.equal((await withDeadline(5_000, second.ended))[0], 4403);
  await assertRefused(chief, "a key of a revoked tenant");
  await assertAccepted(await make("viewer"));
  await assertAccepted(admin);
});

test("a key that is revoked at one API is refused by the others at once, and ends its streams there", async () => {
  const token = await create("--role", "approver");
  const streams = openStreams(token, other);
  await withDeadline(10_000, streams.opened);
  assert.deepEqual((await transports.HTTP(other, token, query)).code, undefined);
  await mutate("revokeApiKey", { keyId: idOf(token) }, "apiKey { id }");
  await poll(async () => {
    const { code } = await transports.HTTP(other, token, query);
    return code === "UNAUTHENTICATED" || undefined;
  }, { withinMs: 2_000, everyMs: 20, what: "the refusal at the other API" });
  const [code, text] = await withDeadline(5_000, streams.ended);
  assert.equal(code, 4403);
  assert.match(text, /UNAUTHENTICATED/);
});

test("an expired key is refused", async () => {
  const token = await create("--role", "viewer");
  await sql`update api_keys set expires_at = now() where id = ${idOf(token)}`;
  await assertRefused(token, "an expired key");
});

test("a rotated key is valid for the overlap, then it is refused and its streams end", async () => {
  const old = await create("--role", "approver");
  const streams = openStreams(old);
  await withDeadline(10_000, streams.opened);
  const fields = "secret apiKey { id subject }";
  const rotation = { keyId: idOf(old), overlap: "PT3S" };
  const { secret, apiKey } = await mutate("rotateApiKey", rotation, fields);
  await assertAccepted(String(secret));
  await assertAccepted(old);
  assert.equal((apiKey as { subject: string }).subject, `key:${idOf(old).slice(4)}`);
  const [code] = await withDeadline(3_000 + 5_000, streams.ended);
  assert.equal(code, 4403);
  await assertRefused(old, "a key after its overlap");
  await assertAccepted(String(secret));
  await assert.rejects(keys("rotate", idOf(old)), /revoked, replaced or expired/);
});

test("a key is shown once: a replay has the record alone, and a key is found nowhere else", async () => {
  const wanted = { idempotencyKey: "once", name: "once", roles: ["viewer"], expiresIn: "PT1H" };
  const fields = "secret apiKey { id name roles lastUsedAt createdBy { kind } }";
  const first = await mutate("createApiKey", wanted, fields);
  const again = await mutate("createApiKey", wanted, fields);
  assert.match(String(first.secret), /^tmk_/);
  assert.deepEqual(again, { ...first, secret: null, replayed: true });
  assert.doesNotMatch(JSON.stringify(again), /tmk_/);
  const { data } = await transports.HTTP(url, admin, "{ apiKeys { nodes { id name subject } } }");
  assert.doesNotMatch(JSON.stringify(data), /tmk_/);
  assert.match(JSON.stringify(data), /"once"/);
});

test("a key cannot make a key with more than it has, nor reach a key of another tenant", async () => {
  const limited = await create("--role", "developer", "--scope", "keys:write,keys:read");
  const make = (roles: string[], scopes: string[]) =>
    mutate("createApiKey", { name: "n", roles, scopes }, "secret", limited);
  for (const [roles, scopes] of [[["admin"], []], [[], ["audit:read"]]] as string[][][]) {
    const refused = await make(roles ?? [], scopes ?? []);
    assert.equal(refused.__typename, "ValidationError");
    assert.equal(refused.secret, undefined);
  }
  assert.equal((await make(["developer"], [])).__typename, "CreateApiKeyPayload");
  const rotated = await mutate("rotateApiKey", { keyId: idOf(admin) }, "secret", limited);
  assert.equal(rotated.__typename, "ValidationError");
  const foreigner = (await keys("create", "--tenant", "initech", "--name", "x", "--role", "admin"))
    .trim();
  for (const name of ["rotateApiKey", "revokeApiKey"]) {
    const foreign = await mutate(name, { keyId: idOf(foreigner) }, "apiKey { id }");
    const unknown = await mutate(name, { keyId: `key_${"0".repeat(32)}` }, "apiKey { id }");
    assert.equal(foreign.__typename, "NotFoundError");
    assert.deepEqual(foreign, unknown);
  }
  const node = `{ node(id: "${idOf(foreigner)}") { id } apiKeys(first: 250) { nodes { id } } }`;
  const { data } = await transports.HTTP(url, admin, node);
  assert.equal((data as { node: unknown }).node, null);
  assert.ok(!JSON.stringify(data).includes(idOf(foreigner)));
  await assertAccepted(foreigner);
});

test("no dump, log, debug bundle, trace, metric or table has a key", async () => {
  const secrets = seen.map((token) => parseApiKey(token)?.secret ?? "");
  assert.ok(secrets.length >= 10 && secrets.every((secret) => secret.length === 43));
  const folder = await Deno.makeTempDir({ prefix: "tramontane-dump-" });
  await dumpIntoFolder(database, `${folder}/dump`);
  const report = await debugReport(
    t.stack.home.path,
    { ...Deno.env.toObject(), TRAMONTANE_HOME: t.stack.home.path },
    [],
    repositoryRoot,
  );
  const metrics = await (await fetch(t.stack.urls.metrics.api ?? "")).text();
  await collector.until("spans", ({ spans }) => spans.length > 0);
  const places: [string, string][] = [
    ...await filesBelow(folder),
    ...await filesBelow(t.stack.home.logs),
    ["debug bundle", report],
    ["metrics", metrics],
    ["exported telemetry", collector.bodies.join("\n")],
  ];
  const files = places.map(([name]) => name).join("\n");
  for (const needed of [/api_keys/, /api\.log/]) assert.match(files, needed);
  for (const [name, text] of places) {
    assert.ok(text.length > 0 || name.includes("/"), `${name} is empty`);
    for (const secret of secrets) assert.ok(!text.includes(secret), name);
  }
  await Deno.remove(folder, { recursive: true });
});

async function filesBelow(folder: string): Promise<[string, string][]> {
  const found: [string, string][] = [];
  for await (const { name, isFile, isDirectory } of Deno.readDir(folder)) {
    const path = `${folder}/${name}`;
    if (isDirectory) found.push(...await filesBelow(path));
    if (isFile) found.push([path, await contentOf(path)]);
  }
  return found;
}

/** Dumps are compressed. */
async function contentOf(path: string): Promise<string> {
  const bytes = await Deno.readFile(path);
  if (!path.endsWith(".gz")) return new TextDecoder().decode(bytes);
  return await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")))
    .text();
}

test("use is recorded soon, and once a minute at most", async () => {
  const token = await create("--role", "viewer");
  await assertAccepted(token);
  const used = await poll(async () => {
    const [row] = await sql<{ at: Date | null }[]>`
      select last_used_at as at from api_keys where id = ${idOf(token)}`;
    return row?.at ?? undefined;
  }, { withinMs: 5_000 });
  await assertAccepted(token);
  const [row] = await sql<{ at: Date }[]>`
    select last_used_at as at from api_keys where id = ${idOf(token)}`;
  assert.deepEqual(row?.at, used);
});
