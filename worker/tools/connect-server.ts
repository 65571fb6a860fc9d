import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import manifest from "../../package.json" with { type: "json" };
import type { Logger } from "../../telemetry/log.ts";
import { tracedFetch } from "../spans/traced-fetch.ts";
import { guardedFetch } from "./guarded-fetch.ts";
import { programTransport } from "./program-transport.ts";
import type { ServerEntry } from "./servers-file.ts";
import { answeringFetch } from "./wire/answering-fetch.ts";

/** A connected client and the function that ends its session. */
export interface ServerSession {
  client: Client;
  /** Ends the session at the server; null without one. */
  terminate: (() => Promise<void>) | null;
}

/** Time limit for a server to end its session, ms; then the connection is closed nevertheless. */
const closeMs = 2_000;
/** Time limit of connecting, ms; a program may have to be downloaded first. */
const connectMs = { http: 5_000, program: 30_000 };

/**
 * Connects to a server, and starts its program if it has one. If the server has a stream of notifications (a server of
 * the 2025 revision with sessions, or one of the current revision that supports it), the stream is opened, and
 * `changed` is called when the server announces a changed list.
 */
export async function connectServer(
  entry: ServerEntry,
  changed: () => void,
  { answerMs, log }: { answerMs: number; log: Logger | null },
): Promise<ServerSession> {
  const heard = { autoRefresh: false, onChanged: changed };
  const client = new Client(
    { name: "tramontane", version: manifest.version },
    {
      // Many programs end if the first message is not `initialize`.
      versionNegotiation: { mode: entry.program ? "legacy" : "auto" },
      listChanged: { tools: heard, prompts: heard },
    },
  );
  if (entry.program) {
    await connected(client, programTransport(entry.name, entry.program, log), connectMs.program);
    return { client, terminate: null };
  }
  const transport = httpTransport(entry, answerMs);
  await connected(client, transport, connectMs.http);
  return { client, terminate: () => transport.terminateSession() };
}

async function connected(
  client: Client,
  transport: Parameters<Client["connect"]>[0],
  timeout: number,
) {
  try {
    await client.connect(transport, { timeout });
  } catch (error) {
    await client.close().catch(() => {});
    throw error;
  }
}

function httpTransport({ url, bearer, headers, allowPrivate }: ServerEntry, answerMs: number) {
  const authProvider = bearer ? { token: () => Promise.resolve(bearer) } : undefined;
  return new StreamableHTTPClientTransport(new URL(url), {
    requestInit: { headers },
    fetch: answeringFetch(tracedFetch(guardedFetch(allowPrivate)), answerMs),
    ...(authProvider && { authProvider }),
  });
}

/** Ends the session at the server, if there is one, and the connection. Closing also aborts an unanswered request. */
export async function closeSession({ client, terminate }: ServerSession): Promise<void> {
  const late = setTimeout(() => void client.close().catch(() => {}), closeMs);
  try {
    await terminate?.();
  } finally {
    clearTimeout(late);
    await client.close();
  }
}
