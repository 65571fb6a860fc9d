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

/** An open client of an MCP server. */
interface Connected extends ServerSession {
  lastUsed: number;
  /** Calls in progress. */
  users: number;
  /** It failed or was idle: it is closed when no call uses it. */
  left: boolean;
}

/** Default time after which an idle client is closed, ms. */
const usualIdleMs = 5 * 60_000;
/** Default time limit of a request, including its answer, ms. */
const usualAnswerMs = 10 * 60_000;

/** Options of the clients. */
export interface ToolServersOptions {
  /** A client without calls for this time is closed, ms. Default 5 min. */
  idleMs?: number;
  /** Time limit of a request, including its answer, ms. Default 10 min. */
  answerMs?: number;
  /** Logger for the stderr of programs. Default: it is dropped. */
  log?: Logger;
  /** The tenant whose own servers they are; null: those of the deployment. Default null. */
  owner?: string | null;
}

/** Options of a use of a client. */
export interface Use {
  /** False if the use, such as a listing, should not keep an idle session open. Default true. */
  keepsOpen?: boolean;
}

/**
 * The MCP clients of the worker: one for each server, connected at its first use, replaced after a fault. A client that
 * is idle for `idleMs` is closed, with its session at the server or its program; the next use opens another one.
 */
export class ToolServers {
  /** The tenant whose own servers they are; null: those of the deployment. */
  readonly owner: string | null;
  readonly #idleMs: number;
  readonly #options: { answerMs: number; log: Logger | null };
  readonly #restarts = new RestartBackoff();
  #entries: Map<string, ServerEntry>;
  #connected = new Map<string, Promise<Connected>>();
  #timer: ReturnType<typeof setInterval>;
  #changed = new Set<(name: string) => void>();

  constructor(entries: readonly ServerEntry[], options: ToolServersOptions = {}) {
    const { idleMs = usualIdleMs, answerMs = usualAnswerMs, log = null, owner = null } = options;
    this.owner = owner;
    this.#idleMs = idleMs;
    this.#options = { answerMs, log };
    this.#entries = new Map(entries.map((e) => [e.name, e]));
    this.#timer = setInterval(() => void this.#closeIdle(), Math.ceil(idleMs / 4));
    this.#timer.unref();
  }

  /** The configured servers. */
  get entries(): ServerEntry[] {
    return [...this.#entries.values()];
  }

  /** True while a client is connected or connecting. */
  isOpen(name: string): boolean {
    return this.#connected.has(name);
  }

  /**
   * Runs `use` with a server's client. Throws the errors of connecting and of `use`; after a broken connection the next
   * use connects again, and other calls in progress end normally. If the server no longer knows the session, it has not
   * processed the request: `use` runs once more in a new session.
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
      // A call may take long. A listing without an answer shows that the connection is dead.
      if (isBroken(error) || (!keepsOpen && isSlow(error))) this.#leave(name, open);
      throw error;
    } finally {
      open.users--;
      if (keepsOpen) open.lastUsed = Date.now();
      if (open.left) closeUnused(open);
    }
  }

  /** Calls `listener` with the name of each server that announces changed lists; the returned function ends it. */
  onListChanged(listener: (name: string) => void): () => void {
    this.#changed.add(listener);
    return () => this.#changed.delete(listener);
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
    const changed = () => this.#changed.forEach((listener) => listener(name));
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

/** False for faults of a single call: the server answered, or the call took too long. */
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
