/**
 * What each file under `tests/` runs against, the longest first; the gate runs them in this order.
 * - `shared`: the gate's stack, one file after the other.
 * - `clients`, `bridges`, `console`: three more like it, for what reaches the API from outside, so that none is long.
 * - `identity`: the gate's stack whose API needs tokens, one file after the other; each file has tenants of its own.
 * - `processes`: API, worker, MCP servers and emulators of its own, on the gate's PostgreSQL and Temporal.
 * - `servers`: PostgreSQL and Temporal of its own, too.
 * - `containers`: the compose file on a container engine, by `deno task containers:test`.
 * - `none`: no stack.
 */
export interface StackUse {
  stack:
    | "shared"
    | "clients"
    | "bridges"
    | "console"
    | "identity"
    | "processes"
    | "servers"
    | "containers"
    | "none";
  /** Why the file cannot share, or what it runs against instead. */
  reason: string;
  /** Only `deno task test --full` runs it. */
  full?: true;
  /** It opens pages in Chromium. */
  browser?: true;
}

const shared: StackUse = {
  stack: "shared",
  reason: "names that are unique per test keep it apart",
};
const clients: StackUse = { ...shared, stack: "clients" };
const bridges: StackUse = { ...shared, stack: "bridges" };
const console: StackUse = { ...shared, stack: "console", browser: true };
const identity: StackUse = {
  stack: "identity",
  reason: "its API needs tokens; tenants of its own keep it apart",
};
const processes = (reason: string): StackUse => ({ stack: "processes", reason });
const servers = (reason: string): StackUse => ({ stack: "servers", reason });
const containers: StackUse = {
  stack: "containers",
  reason: "uses the one composition as its operator does",
  full: true,
};
const none = (reason: string): StackUse => ({ stack: "none", reason });

/** By path below `tests/`. A test compares it with the files and with what they start. */
export const stackUses: Readonly<Record<string, StackUse>> = {
  "containers/short.test.ts": {
    stack: "containers",
    reason: "what of the composition each gate tries: one conversation, one kill",
  },
  "operations/prebuilt.test.ts": shared,
  "console/console.test.ts": console,
  "research/research.test.ts": { ...shared, browser: true },
  "bridges/mcp.test.ts": bridges,
  "turns/turns.test.ts": shared,
  "bridges/ag-ui.test.ts": bridges,
  "flows/flows.test.ts": shared,
  "clients/store.test.ts": clients,
  "clients/ai-sdk.test.ts": bridges,
  "engine/failpoints.test.ts": shared,
  "packages/packages.test.ts": clients,
  "packages/matrix.test.ts": {
    ...clients,
    reason: "further projects; docs/integrate.md's snippets use the same libraries in each gate",
    full: true,
  },
  "examples/react-chat.test.ts": { ...clients, browser: true },
  "examples/nextjs-ai-sdk.test.ts": { ...clients, browser: true },
  "examples/integrate.test.ts": { ...clients, browser: true },
  "engine/outputs.test.ts": shared,
  "flows/content.test.ts": shared,
  "feed/feed.test.ts": shared,
  "security/origins.test.ts": { ...clients, browser: true },
  "bridges/openai.test.ts": bridges,
  "console/sign-in.test.ts": { ...identity, browser: true },
  "security/quotas.test.ts": {
    ...identity,
    reason: "starts one more API for the stack: it trusts a proxy and refuses wrong tokens early",
  },
  "security/streams.test.ts": identity,
  "bridges/mcp-callers.test.ts": identity,
  "bridges/hostile-tenants.test.ts": identity,
  "bridges/openai-identity.test.ts": identity,
  "bridges/ag-ui-callers.test.ts": identity,
  "security/ownership.test.ts": identity,
  "security/audit.test.ts": identity,
  "security/roles.test.ts": identity,
  "security/session-tokens.test.ts": identity,
  "security/scopes.test.ts": identity,
  "security/tenants.test.ts": identity,
  "security/webhooks.test.ts": identity,
  "engine/limits.test.ts": processes("agents, forks and waits share low limits; kills its worker"),
  "faults/faults.test.ts": servers("restarts the whole stack on its folder, restores folders"),
  "log/log.test.ts": servers("cuts PostgreSQL's connections, kills it, restores its folder"),
  "engine/killed-processes.test.ts": servers("kills PostgreSQL and Temporal"),
  "telemetry/traces.test.ts": processes("exports traces to the test, kills its worker"),
  "operations/start.test.ts": servers("tests `deno task start` and its servers"),
  "scale/two-of-each.test.ts": { ...processes("runs two workers and two APIs"), full: true },
  "operations/backup.test.ts": servers("copies and restores the files of both servers"),
  "faults/failure-table.test.ts": processes("lists an MCP server of the test, limits attempts"),
  "chaos/chaos.test.ts": servers("kills every process"),
  "engine/tools.test.ts": processes("lists MCP servers of the test with short timeouts"),
  "races/races.test.ts": processes("conversations go to sleep early and change runs often"),
  "scale/versions.test.ts": servers("sets the current version of a worker deployment"),
  "operations/demo.test.ts": servers("tests `deno task demo` and its servers"),
  "security/jwt.test.ts": processes("stops its issuer and rotates its keys, runs an API alone"),
  "operations/embedded-servers.test.ts": servers("tests Temporal on an embedded PostgreSQL"),
  "schedules/schedules.test.ts": servers("kills workers, empties the store of Temporal"),
  "faults/outage.test.ts": servers("stops PostgreSQL and Temporal"),
  "turns/turn-counts.test.ts": servers("counts in PostgreSQL's log, which does no other work"),
  "telemetry/metrics.test.ts": processes(
    "exports metrics to the test, sets prices and a failpoint",
  ),
  "log/failover.test.ts": servers("fails over to a standby of PostgreSQL"),
  "security/fuzz.test.ts": processes("limits the API's heap, runs no worker"),
  "security/api-keys.test.ts": processes("needs keys, exports telemetry, runs two APIs alone"),
  "operations/tls.test.ts": servers("PostgreSQL and Temporal accept TLS only"),
  "security/hostile-peers.test.ts": processes("measures the API's memory, runs no worker"),
  "upgrade/upgrade.test.ts": servers("starts on the data of an earlier version"),
  "log/slow-readers.test.ts": processes("measures the API's memory, runs no worker"),
  "scale/real-temporal.test.ts": servers("Temporal's own server, where its programs are installed"),
  "containers/answers.test.ts": containers,
  "containers/backup.test.ts": containers,
  "containers/bills.test.ts": containers,
  "containers/health.test.ts": containers,
  "containers/images.test.ts": containers,
  "containers/isolation.test.ts": containers,
  "containers/issuers.test.ts": containers,
  "containers/keys.test.ts": containers,
  "containers/kills.test.ts": containers,
  "containers/lives.test.ts": containers,
  "containers/upgrade.test.ts": containers,
  "deploy/api-server.test.ts": none("starts etcd and the API server of Kubernetes, where they are"),
  "deploy/kubernetes.test.ts": none("reads manifests"),
  "webhooks/listen.test.ts": shared,
  "webhooks/hostile-receivers.test.ts": none("starts one program, with its receivers"),
  "webhooks/tls.test.ts": none("starts one program, with its receivers"),
  "webhooks/receiver.test.ts": none("starts one program"),
  "security/webhook-addresses.test.ts": none("unit test, one server"),
  "webhooks/sending.test.ts": processes("sends to a receiver of its own, on a database of its own"),
  "webhooks/webhooks.test.ts": processes("kills processes that send, on a database of its own"),
  "telemetry/request-spans.test.ts": none("starts one HTTP server"),
  "deploy/compose.test.ts": none("reads Compose files"),
  "deploy/compose-files.test.ts": none("reads Compose files"),
  "deploy/variables.test.ts": none("reads Compose files and manifests"),
  "support/collector.test.ts": none("starts one HTTP server"),
  "chaos/verify-reader.test.ts": none("unit test"),
  "chaos/verify-record.test.ts": none("unit test"),
  "chaos/options.test.ts": none("unit test"),
  "chaos/random.test.ts": none("unit test"),
  "bridges/mcp-recursion.test.ts": {
    ...processes("its worker lists its own API; its parts are tested in store, worker and bridges"),
    full: true,
  },
  "operations/one-machine.test.ts": {
    ...servers("runs the whole product as one would on a machine without internet"),
    full: true,
  },
};
