import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import type { Logger } from "../../telemetry/log.ts";
import { logErrorOutput } from "./log-error-output.ts";
import type { Program } from "./server-program.ts";
import { readMessages, type Waiting } from "./wire/carry.ts";
import { faultMessage, MalformedAnswerError } from "./wire/faults.ts";
import { LineBuffer } from "./wire/line-buffer.ts";

type Sent = Parameters<StdioClientTransport["send"]>[0];

/**
 * The SDK's transport to a program, which it starts with the variables that are listed, HOME, PATH and a few more of
 * that kind. Answers are bounded, cleaned and carried as those over HTTP.
 */
class ProgramTransport extends StdioClientTransport {
  readonly #waiting = new Map<string, Waiting>();
  readonly #lines = new LineBuffer();

  constructor(program: Program) {
    super({ ...program, stderr: "pipe" });
    // The SDK's own buffer skips a line that is not JSON, and its request waits for ever.
    Object.assign(this, {
      _readBuffer: {
        append: (chunk: Uint8Array) => this.#lines.append(chunk),
        readMessage: () => this.#next(),
        clear: () => this.#lines.clear(),
      },
    });
  }

  override async send(message: Sent): Promise<void> {
    const { id, method } = message as Partial<Waiting>;
    if (id !== undefined && method !== undefined) this.#waiting.set(String(id), { id, method });
    if (method === "notifications/cancelled") {
      const { requestId } = Object((message as { params?: unknown }).params);
      this.#waiting.delete(String(requestId));
    }
    await super.send(message);
  }

  /** The next message that a program wrote; null: there is no whole line. */
  #next(): unknown {
    for (let line = this.#lines.take(); line; line = this.#lines.take()) {
      const waiting = this.#waitingFor(line.text);
      try {
        const [message] = readMessages(line, waiting);
        if (waiting && message && !("method" in message)) this.#waiting.delete(String(waiting.id));
        return message ?? null;
      } catch (error) {
        if (!(error instanceof MalformedAnswerError)) throw error;
        // Programs print other lines too; only a message with the id of a request is its answer.
        if (!waiting) continue;
        this.#waiting.delete(String(waiting.id));
        return faultMessage(waiting.id, error);
      }
    }
    return null;
  }

  #waitingFor(line: string): Waiting | null {
    const head = line.length > 4_096 ? line.slice(0, 2_048) + line.slice(-2_048) : line;
    const [, id = ""] = /"id"\s*:\s*"?([\w:-]+)"?/.exec(head) ?? [];
    return this.#waiting.get(id) ?? null;
  }
}

/** A transport to a program that is started by `client.connect`. What it writes to stderr goes to `log`. */
export function programTransport(
  server: string,
  program: Program,
  log: Logger | null,
): StdioClientTransport {
  const transport = new ProgramTransport(program);
  logErrorOutput(transport.stderr, { server, secrets: Object.values(program.env) }, log);
  return transport;
}
