import {
  Client,
  ProtocolError,
  SdkError,
  SdkErrorCode,
  StreamableHTTPClientTransport,
} from "@modelcontextprotocol/client";
import { count } from "../../telemetry/metrics.ts";
import { tracedFetch } from "../spans/traced-fetch.ts";
import { guardedFetch } from "./guarded-fetch.ts";
import type { ServerEntry } from "./servers-file.ts";

/** One MCP server as the worker speaks to it. */
interface Connected {
  client: Client;
  transport: StreamableHTTPClientTransport;
  lastUsed: number;
  /** Calls under way. */
  users: number;
  /** It failed, or was idle: closed once nobody uses it. */
  left: boolean;
}

/** A client that makes no call for so long is closed, ms. */
const usualIdleMs = 5 * 60_000;
/** Within this a server has to take the end of its session in; then the connection is closed all the same, ms. */
const farewellMs = 2_000;

/** How a client is used. */
export interface Use {
  /** False where a look, such as at the list of tools, is no reason to keep an idle session. Default true. */
  keepsOpen?: boolean;
}

/**
 * The worker's MCP clients: one a server, connected at first use, made anew after a fault. One that was idle for
 * `idleMs` is closed, its session at the server ended; the next use opens another.
 */
export class ToolServers {
  readonly #idleMs: number;
  #entries: Map<string, ServerEntry>;
  #connected = new Map<string, Promise<Connected>>();
  #timer: ReturnType<typeof setInterval>;
  #changed = new Set<(name: string) => void>();

  constructor(entries: readonly ServerEntry[], idleMs = usualIdleMs) {
    this.#idleMs = idleMs;
    this.#entries = new Map(entries.map((e) => [e.name, e]));
    this.#timer = setInterval(() => void this.#closeIdle(), Math.ceil(idleMs / 4));
    this.#timer.unref();
  }

  /** The servers that the configuration names. */
  get entries(): ServerEntry[] {
    return [...this.#entries.values()];
  }

  /**
   * Runs `use` with a server's client. Throws what connecting or `use` throws; after a broken connection the next use
   * connects anew, and other calls under way end undisturbed.
   */
  async use<T>(
    name: string,
    use: (client: Client) => Promise<T>,
    { keepsOpen = true }: Use = {},
  ): Promise<T> {
    const open = await this.#counted(name);
    open.users++;
    try {
      return await use(open.client);
    } catch (error) {
      if (isBroken(error)) this.#leave(name, open);
      throw error;
    } finally {
      open.users--;
      if (keepsOpen) open.lastUsed = Date.now();
      if (open.left) closeUnused(open);
    }
  }

  /** Calls `heard` with the name of each server that says that its tools or prompts changed, until the answer is called. */
  onListChanged(heard: (name: string) => void): () => void {
    this.#changed.add(heard);
    return () => this.#changed.delete(heard);
  }

  /** Closes all clients. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    this.#changed.clear();
    const all = [...this.#connected.values()];
    this.#connected.clear();
    await Promise.allSettled(all.map(async (c) => await hangUp(await c)));
  }

  async #open(name: string): Promise<Connected> {
    const entry = this.#entries.get(name);
    if (!entry) throw new Error(`no MCP server is named ${name}`);
    const connected = this.#connected.get(name) ??
      connect(entry, () => this.#changed.forEach((heard) => heard(name)));
    this.#connected.set(name, connected);
    try {
      return await connected;
    } catch (error) {
      if (this.#connected.get(name) === connected) this.#connected.delete(name);
      throw error;
    }
  }

  async #counted(name: string): Promise<Connected> {
    const result = this.#connected.has(name) ? "kept" : "made";
    try {
      const open = await this.#open(name);
      count("tramontane.mcp.connections", { server: name, result });
      return open;
    } catch (error) {
      count("tramontane.mcp.connections", { server: name, result: "failed" });
      throw error;
    }
  }

  #leave(name: string, open: Connected) {
    if (open.left) return;
    open.left = true;
    this.#connected.delete(name);
    closeUnused(open);
  }

  async #closeIdle() {
    for (const [name, connected] of this.#connected) {
      const open = await connected.catch(() => null);
      if (open?.users === 0 && Date.now() - open.lastUsed >= this.#idleMs) this.#leave(name, open);
    }
  }
}

/** False for faults of one call alone: the server answered, or this call took too long. */
function isBroken(error: unknown): boolean {
  const slow = error instanceof SdkError && error.code === SdkErrorCode.RequestTimeout;
  return !slow && !(error instanceof ProtocolError);
}

function closeUnused(open: Connected) {
  if (open.users === 0) void hangUp(open).catch(() => {});
}

/** Ends the session at the server, where there is one, and the connection. Closing ends a farewell that hangs. */
async function hangUp({ client, transport }: Connected): Promise<void> {
  const late = setTimeout(() => void client.close().catch(() => {}), farewellMs);
  try {
    await transport.terminateSession();
  } finally {
    clearTimeout(late);
    await client.close();
  }
}

/**
 * Connects within 5 s. Where a server has a stream of notifications (a 2025 server with sessions, or one of the current
 * revision that lets clients listen), it is opened, and `changed` called when the server says that a list is another.
 */
async function connect(entry: ServerEntry, changed: () => void): Promise<Connected> {
  const { url, bearer, headers, allowPrivate } = entry;
  const heard = { autoRefresh: false, onChanged: changed };
  const client = new Client(
    { name: "tramontane", version: "0.1.0" },
    {
      versionNegotiation: { mode: "auto" },
      listChanged: { tools: heard, prompts: heard },
    },
  );
  const authProvider = bearer ? { token: () => Promise.resolve(bearer) } : undefined;
  const transport = new StreamableHTTPClientTransport(new URL(url), {
    requestInit: { headers },
    fetch: tracedFetch(guardedFetch(allowPrivate)),
    ...(authProvider && { authProvider }),
  });
  await client.connect(transport, { timeout: 5_000 });
  return { client, transport, lastUsed: Date.now(), users: 0, left: false };
}
