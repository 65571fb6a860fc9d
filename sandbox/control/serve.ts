import { hasBearer } from "../../protocol/net/bearer.ts";
import { refusalAnswer, unauthenticated } from "../../protocol/net/refusal.ts";
import { HttpError, readJson, sendJson } from "../http/exchange.ts";
import { waited } from "../mistral/pace.ts";
import { asObject } from "../model/types.ts";
import { readFaultRule } from "./faults.ts";
import { assignKnown } from "./settings.ts";
import type { Exchange } from "../http/exchange.ts";
import type { Emulator } from "../mistral/emulator.ts";
import type { Json } from "../model/types.ts";
import type { Yahoo } from "../yahoo/yahoo.ts";
import type { FaultKind, FaultMatch, FaultRule } from "./faults.ts";

/** The objects that /control changes. */
export type ControlTargets = { emulator: Emulator; yahoo: Yahoo; token: string | undefined };

const maxWaitMs = 30_000;

function checkToken(token: string | undefined, authorization: string | undefined): void {
  if (token === undefined || hasBearer(authorization, token)) return;
  const { status, headers, body } = refusalAnswer(unauthenticated);
  throw new HttpError(status, JSON.parse(body), headers);
}

function counts({ emulator }: ControlTargets): Json {
  const { agents, conversations } = emulator.store;
  return { ...emulator.ledger.counts(), agents: agents.size, conversations: conversations.size };
}

/** Records that changed after `since`; waits up to `waitMs` for one. */
async function readLedger({ emulator }: ControlTargets, query: URLSearchParams): Promise<Json> {
  const since = Number(query.get("since") ?? 0);
  const wait = Math.min(Number(query.get("waitMs") ?? 0), maxWaitMs);
  if (emulator.ledger.since(since).length === 0 && wait > 0) {
    const over = new AbortController();
    await Promise.race([emulator.ledger.changed(), waited(wait, over.signal)]);
    over.abort();
  }
  const records = emulator.ledger.since(since);
  return { records, next: records.at(-1)?.seq ?? since };
}

function addFault({ emulator }: ControlTargets, body: Json): Json {
  const random = asObject(body.random);
  if (body.random === null) emulator.faults.random(undefined);
  else if (body.random !== undefined) {
    const kinds = (random.kinds ?? []) as FaultKind[];
    for (const kind of kinds) readFaultRule({ kind });
    const match = asObject(random.match) as FaultMatch;
    emulator.faults.random({
      seed: Number(random.seed ?? 1),
      rate: Number(random.rate ?? 0.1),
      kinds,
      match,
    });
  } else emulator.faults.add(readFaultRule(body as Partial<FaultRule>));
  return { rules: emulator.faults.list().length };
}

function setYahoo({ yahoo }: ControlTargets, body: Json): Json {
  if (body.rotateCrumb === true) yahoo.rotateCrumb();
  if (typeof body.fault429 === "number") yahoo.refuseNext(body.fault429);
  if (typeof body.delayMs === "number") yahoo.delayBy(Math.min(30_000, Math.max(0, body.delayMs)));
  return { ok: true };
}

type Handler = (controlled: ControlTargets, body: Json, query: URLSearchParams) => unknown;

const handlers: Record<string, Handler> = {
  "GET ": (c) => ({ ...c.emulator.settings, faults: c.emulator.faults.list() }),
  "GET counts": counts,
  "GET ledger": (c, _, query) => readLedger(c, query),
  "GET faults": (c) => ({ faults: c.emulator.faults.list() }),
  "POST faults": addFault,
  "POST reset-faults": (c) => (c.emulator.faults.reset(), c.yahoo.refuseNext(0), { ok: true }),
  "POST pace": (c, body) => assignKnown(c.emulator.settings.pace, body),
  "POST mode": (c, body) => assignKnown(c.emulator.settings.modes, body),
  "POST reset-ledger": (c) => (c.emulator.ledger.clear(), { ok: true }),
  "POST reset-state": (c) => (c.emulator.store.clear(), c.emulator.ledger.clear(), { ok: true }),
  "POST yahoo": setYahoo,
};

/** Answers a request to /control. An invalid body gets 400 with the reason. */
export async function serveControl(exchange: Exchange, controlled: ControlTargets): Promise<void> {
  const { req, res, path, query } = exchange;
  try {
    checkToken(controlled.token, req.headers.authorization);
    const handle = handlers[`${req.method} ${path.slice(1)}`];
    if (!handle) throw new HttpError(404, { error: "no such control" });
    sendJson(res, 200, await handle(controlled, await readJson(req), query));
  } catch (error) {
    const known = error instanceof HttpError;
    const body = known
      ? error.body
      : { error: error instanceof Error ? error.message : String(error) };
    sendJson(res, known ? error.status : 400, body, known ? error.headers : {});
  }
}
