import { type Client, ProtocolError, SdkError, SdkErrorCode } from "@modelcontextprotocol/client";
import { count } from "../../telemetry/metrics.ts";
import type { Logger } from "../../telemetry/log.ts";
import { closeSession, connectServer, type ServerSession } from "./connect-server.ts";
import { RestartBackoff } from "./restart-backoff.ts";
import type { ServerEntry } from "./servers-file.ts";
import {
  HttpStatusError,
  MalformedAnswerError,
  SessionGoneError,
  unwrapFault,
} from "./wire/faults.ts";

/** One MCP server as the worker speaks to it. */
interface Connected extends ServerSession {
  lastUsed: number;
  /** Calls under way. */
  users: number;
  /** It failed, or was idle: closed once nobody uses it. */
  left: boolean;
}

/** A client that makes no call for so long is closed, ms. */
const usualIdleMs = 5 * 60_000;
/** Default time limit of one request, its answer included, ms. */
const usualAnswerMs = 10 * 60_000;

/** Options of the clients. */
export interface ToolServersOptions {
  /** A client that makes no call for so long is closed, ms. Default 5 min. */
  idleMs?: number;
  /** One request takes at most this, its answer included, ms. Default 10 min. */
  answerMs?: number;
  /** Takes what programs write to stderr. Left out: it is dropped. */
  log?: Logger;
}

/** How a client is used. */
export interface Use {
  /** False where a look, such as at the list of tools, is no reason to keep an idle session. Default true. */
  keepsOpen?: boolean;
}

/**
 * The worker's MCP clients: one a server, connected at first use, replaced after a fault. One that was idle for `idleMs`
 * is closed, its session at the server or its program ended; the next use opens another.
 */
export class ToolServers {
  readonly #idleMs: number;
  readonly #options: { answerMs: number; log: Logger | null };
  readonly #restarts = new RestartBackoff();
  #entries: Map<string, ServerEntry>;
  #connected = new Map<string, Promise<Connected>>();
  #timer: ReturnType<typeof setInterval>;
  #changed = new Set<(name: string) => void>();

  constructor(entries: readonly ServerEntry[], options: ToolServersOptions = {}) {
    const { idleMs = usualIdleMs, answerMs = usualAnswerMs, log = null } = options;
    this.#idleMs = idleMs;
    this.#options = { answerMs, log };
    this.#entries = new Map(entries.map((e) => [e.name, e]));
    this.#timer = setInterval(() => void this.#closeIdle(), Math.ceil(idleMs / 4));
    this.#timer.unref();
  }

  /** The servers that the configuration names. */
  get entries(): ServerEntry[] {
    return [...this.#entries.values()];
  }

  /** True while a client is connected, or connecting. */
  isOpen(name: string): boolean {
    return this.#connected.has(name);
  }

  /**
   * Runs `use` with a server's client. Throws what connecting or `use` throws; after a broken connection the next use
   * connects again, and other calls under way end undisturbed. Where the server no longer knows the session, it has not
   * looked at the request: `use` runs once more in a new one.
   */
  async use<T>(name: string, use: (client: Client) => Promise<T>, how: Use = {}): Promise<T> {
    try {
      return await this.#useOnce(name, use, how);
    } catch (error) {
      if (!(error instanceof SessionGoneError)) throw error;
      return await this.#useOnce(name, use, how);
    }
  }

  async #useOnce<T>(
    name: string,
    use: (client: Client) => Promise<T>,
    { keepsOpen = true }: Use,
  ): Promise<T> {
    const open = await this.#counted(name);
    open.users++;
    try {
      return await use(open.client);
    } catch (thrown) {
      const error = unwrapFault(thrown);
      // A call may take its time. A look that gets no answer finds a server that hears nothing any more.
      if (isBroken(error) || (!keepsOpen && isSlow(error))) this.#leave(name, open);
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
    await Promise.allSettled(all.map(async (c) => await closeSession(await c)));
  }

  async #open(name: string): Promise<Connected> {
    const entry = this.#entries.get(name);
    if (!entry) throw new Error(`no MCP server is named ${name}`);
    const connected = this.#connected.get(name) ?? this.#connect(name, entry);
    this.#connected.set(name, connected);
    try {
      return await connected;
    } catch (error) {
      if (this.#connected.get(name) === connected) this.#connected.delete(name);
      throw error;
    }
  }

  async #connect(name: string, entry: ServerEntry): Promise<Connected> {
    if (entry.program) this.#restarts.begin(name);
    const changed = () => this.#changed.forEach((heard) => heard(name));
    const line = await connectServer(entry, changed, this.#options);
    const open = { ...line, lastUsed: Date.now(), users: 0, left: false };
    line.client.onclose = () => this.#leave(name, open);
    return open;
  }

  async #counted(name: string): Promise<Connected> {
    const result = this.#connected.has(name) ? "reused" : "opened";
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
  if (error instanceof SessionGoneError) return true;
  return !isSlow(error) && !answeringErrors.some((kind) => error instanceof kind);
}

const isSlow = (error: unknown) =>
  error instanceof SdkError && error.code === SdkErrorCode.RequestTimeout;

const answeringErrors = [ProtocolError, MalformedAnswerError, HttpStatusError];

function closeUnused(open: Connected) {
  if (open.users === 0) void closeSession(open).catch(() => {});
}
