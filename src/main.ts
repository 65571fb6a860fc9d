import manifest from "../package.json" with { type: "json" };
import { loopbackHosts } from "../protocol/net/loopback.ts";
import { schema, uncheckedSchema } from "../schema/mod.ts";
import {
  AgentLabels,
  checkSchema,
  connectShort,
  entryOfFile,
  fileLinkKey,
  openLog,
  OutcomeReporter,
  readFile,
  SchemaError,
  usePricesOf,
  whenReachable,
} from "../store/mod.ts";
import { startMetrics } from "../telemetry/export/start-metrics.ts";
import { outcomeSink } from "../telemetry/outcomes/report-outcomes.ts";
import { createLogger, errorFields } from "../telemetry/log.ts";
import { readLogOptions } from "../telemetry/log-options.ts";
import { count, watch } from "../telemetry/metrics.ts";
import { recordConfiguration } from "./audit/record-configuration.ts";
import { requesterParts } from "./access/requester-parts.ts";
import { requesterOf } from "./auth/requester.ts";
import { signInIssuers } from "./auth/oidc/sign-in-issuers.ts";
import { refuseTokenInUrl } from "./auth/url-credentials.ts";
import { commandNotifications } from "./commands/command-notifications.ts";
import { loadApiConfig } from "./config.ts";
import { loadConsole } from "./console/load-console.ts";
import { operationContext } from "./context.ts";
import { WorkLimiter } from "./server/work-limiter.ts";
import { type LinkOwner, signedLink } from "./files/signed-link.ts";
import { serveFile } from "./files/serve-file.ts";
import { graphiqlServer } from "./graphiql/serve.ts";
import { createHandler } from "./http/handler.ts";
import { eventLog } from "./log/event-log.ts";
import { FrameClock } from "./log/frame-clock.ts";
import { openHub } from "./log/hub.ts";
import { parseStartStatus } from "./http/readiness.ts";
import { reportFiles, serveReport } from "./report/serve-report.ts";
import { SchemaChecks } from "../validation/schema-checks.ts";
import { serveHttp } from "./server/http-server.ts";
import { bodyBytesOf, peerOf } from "./server/request.ts";
import { upgradeHandler } from "./server/upgrade.ts";
import { linkedLog } from "./tracing/linked-log.ts";
import { openIdentity } from "./identity.ts";
import { stopOnSignal } from "./stop.ts";
import { temporalWorkflows } from "./temporal/temporal-workflows.ts";
import { withDeadline } from "../protocol/async/deadline.ts";
import { paidBridgeRequest } from "./quota/bridge-requests.ts";
import { webSockets } from "./websocket/sockets.ts";
import { operationsOf } from "./graphql/operations.ts";
import { createGraphQL } from "./graphql/yoga.ts";

/** Requests and streams that are still open after this time are cut, ms. */
const drainMs = 5_000;

const log = createLogger("api", readLogOptions(Deno.env.toObject(), Deno.stdout.isTerminal()));
const config = loadApiConfig(Deno.env.toObject(), Deno.readTextFileSync);
const { provider, sampleMarketData } = config;

await usePricesOf({ path: config.pricesFile, provider }, (path) => Deno.readTextFile(path));
const { metrics: listener, pushesMetrics: toRuntime } = config;
const metrics = await startMetrics({ listener, toRuntime, log });
const outcomes = new OutcomeReporter(outcomeSink(log));
const sql = connectShort(config, {
  name: "tramontane-api",
  onEvents: (events, tenant) => outcomes.take(events, tenant),
});
outcomes.start(sql);
// LISTEN needs a session of its own, past any pooler. It is opened when it is first needed.
const notifications = commandNotifications(config.databaseUrl, log);
await requireSchema(config.databaseUrl);
await recordConfiguration(sql, config, { version: manifest.version, log });
const source = await openLog(sql, config.databaseUrl);
const hub = await openHub(source, { log });
const labels = new AgentLabels(sql);
const workflows = temporalWorkflows({
  temporal: config.temporal,
  taskQueue: config.taskQueue,
  times: config.times,
  labelOf: (conversation) => labels.of(conversation),
}, log);

const linkKey = await fileLinkKey(sql);

const frames = new FrameClock();
const { partsOf, mayStill, mayOpen, readsOfLink } = requesterParts({
  sql,
  logOf: (tenant, reads) => linkedLog(eventLog(source, hub, tenant, frames), reads),
});

const ending = new AbortController();
const identity = await openIdentity(config, { sql, log, mayStill, signal: ending.signal });
const { authenticator, revocations, sessions, streams, quotas: opened } = identity;

const parts = {
  sql,
  tenantLimits: opened?.limits ?? null,
  streams,
  provider,
  partsOf,
  traceUrl: (traceId: string) => config.traceUrlTemplate?.replaceAll("{traceId}", traceId) ?? null,
  workflowUrl: (id: string) =>
    config.workflowUrlTemplate?.replaceAll("{workflowId}", encodeURIComponent(id)) ?? null,
  notifications,
  workflows,
  checks: new SchemaChecks((error) => log.error("validation.thread_failed", errorFields(error))),
  keys: {
    serverKey: config.authSecret,
    sessions,
    // What is revoked is committed: other processes learn it by themselves, and so does this one, only later.
    refresh: () =>
      revocations.refresh().catch((error) =>
        log.warn("api.revocations_read_failed", errorFields(error))
      ),
  },
  webhooks: { key: config.webhookKey, allowsLoopback: config.webhookLoopback },
  fileLink: (id: string, owner: LinkOwner) => signedLink(linkKey, id, Date.now(), owner),
  reportFiles: (id: string, owner: LinkOwner) => reportFiles(linkKey, id, Date.now(), owner),
  server: {
    version: manifest.version,
    emulated: provider.startsWith("emulator"),
    retentionDays: config.retentionDays,
    tenantDefaults: config.tenantDefaults,
    sampleMarketData,
    authentication: config.auth.mode,
  },
};
const graphql = createGraphQL(
  authenticator.mode === "LOCAL" ? uncheckedSchema() : schema,
  ({ requester, headers }) => operationContext(parts, requester, headers),
  log,
  opened?.quotas,
);
const openSocket = opened ? { openSocket: opened.quotas.openSocket.bind(opened.quotas) } : {};
const sockets = webSockets(graphql, { authenticator, streams, ...openSocket }, log, {
  addressOf: ({ socket, headers }) =>
    identity.addressOf(socket.remoteAddress, headers["x-forwarded-for"]),
});

count("tramontane.websockets.slow_closed", {}, 0);
count("tramontane.connections.aborted", { reason: "request_timeout" }, 0);
watch("tramontane.websockets.open", () => [[sockets.open(), {}]]);
watch("tramontane.log.streams", () => [[hub.followed, {}]]);

const linkAccess = { isRevoked: revocations.isRevoked, mayOpen };
const fileReads = new WorkLimiter(2);
let stopping = false;
let hosts: string[] = [];
const handler = createHandler({
  requester: (request) =>
    requesterOf(
      request,
      authenticator,
      identity.addressOf(peerOf(request), request.headers.get("x-forwarded-for")),
    ),
  graphql: (request, requester) => graphql.fetch(request, { headers: request.headers, requester }),
  bridge: async (bridge, request, requester) => {
    const { headers } = request;
    const signal = AbortSignal.any([request.signal, ending.signal]);
    const operations = operationsOf(graphql, { headers: withoutPosition(headers), requester }, log);
    return await paidBridgeRequest(opened?.quotas, requester, {
      bytes: bodyBytesOf(request),
      serve: () => bridge.serve({ request, operations, signal, log }),
      refused: async (problem) => await bridge.refused(problem, request),
    });
  },
  graphiql: graphiqlServer(parts.server),
  console: await openConsole(),
  report: (request) =>
    serveReport(request, {
      key: linkKey,
      readsOf: readsOfLink,
      access: linkAccess,
    }),
  file: (request) =>
    serveFile(request, {
      key: linkKey,
      // One takes 20 MB, and more while it is read.
      read: (tenant, id) => fileReads.run(tenant, () => readFile(sql, tenant, id)),
      entryOf: (tenant, id) => entryOfFile(sql, tenant, id),
      access: linkAccess,
    }),
  hosts: () => hosts,
  origins: config.allowedOrigins,
  isStopping: () => stopping,
  probes: [
    { name: "database", needed: true, isUp: () => answers(sql`select 1`) },
    // Messages are accepted without it; their workflows are woken once it is back.
    { name: "temporal", needed: false, isUp: () => workflows.isUp() },
    { name: "worker", needed: false, isUp: () => workflows.hasWorker() },
  ],
  start: () => startStatus(config.startFile),
});

if (config.trustedNetwork) {
  const fix = "set AUTH=keys or AUTH_CONFIG, and leave TRUSTED_NETWORK out: docs/authentication.md";
  log.warn("api.trusted_network_deprecated", { fix });
}

const refuseUpgrade = (request: Request) =>
  handler.refuseUpgrade(request) ??
    (authenticator.mode === "LOCAL" ? null : refuseTokenInUrl(request));
const server = await serveHttp({
  answer: handler.answer,
  refuse: handler.refuseBody,
  upgrade: upgradeHandler(refuseUpgrade, sockets.upgrade),
  log,
}, config);
hosts = [...loopbackHosts(server.port), ...config.allowedHosts];
const url = `http://${config.host}:${server.port}/graphql`;
log.info("api.server_listening", { url, provider, authentication: config.auth.mode });

/** `Last-Event-ID` is a position of the bridge's own stream, not of the operations that it runs. */
function withoutPosition(headers: Headers): Headers {
  const others = new Headers(headers);
  others.delete("last-event-id");
  return others;
}

/** Without its role and the schema of this release the process cannot serve: it exits and says what to do. */
async function requireSchema(url: string) {
  const checked = whenReachable(() => checkSchema(url), {
    onAway: (error) => log.warn("database.unreachable", errorFields(error)),
  });
  await checked.catch((error) => {
    if (!(error instanceof SchemaError)) throw error;
    log.error("database.schema_rejected", errorFields(error));
    Deno.exit(1);
  });
}

/** A folder that is no build of the console is a fault of the configuration: the process exits and says so. */
async function openConsole() {
  const { console: served, consoleFiles: folder } = config;
  if (served === "off" || folder === null) return null;
  const issuers = signInIssuers(config.auth.issuers, log);
  const signIn = async () => ({ mode: config.auth.mode, issuers: await issuers() });
  return await loadConsole(folder, signIn).catch((error) => {
    log.error("console.files_unreadable", { variable: "CONSOLE_FILES", ...errorFields(error) });
    return Deno.exit(1);
  });
}

async function startStatus(file: string | null) {
  return file ? parseStartStatus(await Deno.readTextFile(file).catch(() => "")) : null;
}

async function answers(query: PromiseLike<unknown>): Promise<boolean> {
  return await withDeadline(1_000, Promise.resolve(query)).then(() => true, () => false);
}

/** Refuses new work, tells readers to resume elsewhere, wakes the workflows of accepted messages, then disconnects. */
await stopOnSignal(async () => {
  stopping = true;
  ending.abort();
  sockets.close();
  await hub.close().catch((error) => log.warn("log.close_failed", errorFields(error)));
  if (!await server.close(drainMs)) log.warn("api.requests_aborted");
  await workflows.close();
  await outcomes.flush();
  await identity.flush();
  await metrics.close();
  await Promise.all([sql.end({ timeout: 2 }), notifications.close(), revocations.close()]);
}, log);
