import { randomUUID } from "node:crypto";
import { bearerOf } from "../../protocol/net/bearer.ts";
import { HttpError, readJson, sendJson } from "../http/exchange.ts";
import { busy, rateLimited, serverError, unauthorized } from "./errors.ts";
import { timestamp } from "./ids.ts";
import { inputIdentity } from "./inputs.ts";
import { accountOf, emulatorOf, isRefused } from "./accounts.ts";
import { waited } from "./pace.ts";
import { findRoute } from "./routes.ts";
import { serveTurn } from "./turn.ts";
import type { FaultRule } from "../control/faults.ts";
import type { LedgerRecord } from "../control/ledger.ts";
import type { Exchange } from "../http/exchange.ts";
import type { Json } from "../model/types.ts";
import type { Emulator } from "./emulator.ts";
import type { Outcome } from "./routes.ts";

const never = new AbortController().signal;

/** Maximum number of concurrent turns; further ones get 429. */
const maxRuns = 10_000;

function usualHeaders(): Record<string, string> {
  const id = randomUUID();
  return {
    "mistral-correlation-id": id,
    "x-kong-request-id": id.replaceAll("-", ""),
    "x-ratelimit-limit-tokens-minute": "2000000",
    "x-ratelimit-remaining-tokens-minute": "1999000",
    "x-envoy-upstream-service-time": "1",
  };
}

/** The account of a request's key. Throws 401. */
function accountOfRequest(authorization: string | undefined): string {
  const key = bearerOf(authorization);
  if (key === null) throw unauthorized("Unauthorized");
  if (isRefused(key)) throw unauthorized("Invalid API Key");
  return accountOf(key);
}

/** Throws for faults that reject a request before it has an effect. */
function refuseByFault(fault: FaultRule | undefined, conversation: string): void {
  if (fault?.kind === "rate_limit") throw rateLimited(fault.retryAfter, fault.headers);
  if (fault?.kind === "conflict") throw busy(conversation);
  if (fault?.kind === "error_500") throw serverError(fault.status, fault.headers);
}

/** Runs an operation with its fault; faults of turns are applied later. */
async function answerPlain(
  { res }: Exchange,
  emulator: Emulator,
  run: () => Outcome,
  fault: FaultRule | undefined,
  record: LedgerRecord,
): Promise<Outcome | undefined> {
  const cut = fault?.kind === "cut_before_headers" || fault?.kind === "cut_mid_stream";
  const turns = /\.(start|append|restart)$/.test(record.operation);
  if (turns) return run();
  if (fault?.kind === "slow_answer") await waited(fault.delayMs, never);
  if (cut && emulator.settings.modes.cut === "abort") return void res.destroy();
  const outcome = run();
  if (cut) return void res.destroy();
  if (fault?.kind === "commit_then_500") throw serverError(fault.status);
  return fault?.kind === "undecodable" ? { json: { object: "mystery" } } : outcome;
}

function describe(body: Json, ids: string[], emulator: Emulator, operation: string) {
  const isTurn = /\.(start|append|restart)$/.test(operation);
  const known = operation.startsWith("conversations.")
    ? emulator.store.conversations.get(ids[0] ?? "")
    : undefined;
  const agent = operation.startsWith("agents.") ? ids[0] : body.agent_id ?? known?.agent_id;
  const { inputHash, text } = isTurn ? inputIdentity(body) : { inputHash: undefined, text: "" };
  const fields: Partial<LedgerRecord> = {
    ...(operation.startsWith("conversations.") && ids[0] && { conversation: ids[0] }),
    ...(typeof agent === "string" && { agent }),
    ...(typeof body.model === "string" && { model: body.model }),
    ...(known && { root: known.root }),
    ...(inputHash && { inputHash }),
    ...(typeof body.metadata === "object" && body.metadata && { metadata: body.metadata as Json }),
  };
  const { conversation, agent: agentId } = fields;
  const model = fields.model ?? emulator.store.agents.get(agentId ?? "")?.versions.at(-1)?.model;
  return { fields, subject: { operation, conversation, agent: agentId, model, text } };
}

async function answer(
  exchange: Exchange,
  all: Emulator,
  record: LedgerRecord,
  found: ReturnType<typeof findRoute>,
) {
  const { req, res, query } = exchange;
  const account = accountOfRequest(req.headers.authorization);
  if (account !== "") all.ledger.update(record, { account });
  const emulator = emulatorOf(all, account);
  if (!found) throw new HttpError(404, { detail: "Not Found" });
  const { route, ids } = found;
  const body = await readJson(req);
  const { fields, subject } = describe(body, ids, emulator, route.operation);
  emulator.ledger.update(record, fields);
  const fault = emulator.faults.take(subject);
  if (fault) emulator.ledger.update(record, { fault: fault.kind });
  refuseByFault(fault, fields.conversation ?? "");
  if (emulator.running.size >= maxRuns) throw rateLimited("1");
  const headers = usualHeaders();
  const run = () => route.run({ emulator, ids, query, body });
  const outcome = await answerPlain(exchange, emulator, run, fault, record);
  if (!outcome) return emulator.ledger.update(record, { cut: true });
  if ("json" in outcome) return sendJson(res, 200, outcome.json, headers);
  if ("bytes" in outcome) {
    const type = { "content-type": "application/octet-stream" };
    return void res.writeHead(200, { ...headers, ...type }).end(outcome.bytes);
  }
  if ("empty" in outcome) return void res.writeHead(204, headers).end();
  const { conversation } = outcome.turn;
  emulator.ledger.update(record, { conversation: conversation.id, root: conversation.root });
  await serveTurn(emulator, { ...outcome.turn, headers }, res, record, fault);
}

/** Answers a request and records it in the ledger. */
export async function serveMistral(exchange: Exchange, emulator: Emulator): Promise<void> {
  const { req, res, path } = exchange;
  const found = findRoute(req.method ?? "", path);
  const record = emulator.ledger.begin(found?.route.operation ?? "unknown");
  try {
    await answer(exchange, emulator, record, found);
  } catch (error) {
    if (!(error instanceof HttpError)) throw error;
    sendJson(res, error.status, error.body, { ...usualHeaders(), ...error.headers });
  } finally {
    const status = res.headersSent ? { status: res.statusCode } : {};
    emulator.ledger.update(record, { ...status, finishedAt: timestamp() });
  }
}
