import type { ChildProcess } from "node:child_process";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import type { Logger } from "../../telemetry/log.ts";
import { logErrorOutput } from "./log-error-output.ts";
import type { Program } from "./server-program.ts";
import type { Message, Waiting } from "./wire/carry.ts";
import { LineBuffer } from "./wire/line-buffer.ts";
import { MessagePace } from "./wire/message-pace.ts";
import { messagesOfLine } from "./wire/read-line.ts";

/** How long the last output of an ended program is read, ms. */
const lastOutputMs = 500;

type Sent = Parameters<StdioClientTransport["send"]>[0];

/**
 * The SDK's transport to a program, which is started with its configured variables, HOME, PATH and a few more of that
 * kind. Answers are limited and cleaned as over HTTP.
 */
class ProgramTransport extends StdioClientTransport {
  readonly #waiting = new Map<string, Waiting>();
  readonly #lines = new LineBuffer();
  readonly #messages: Message[] = [];
  readonly #pace = new MessagePace();

  constructor(program: Program) {
    super({ ...program, stderr: "pipe" });
    // The SDK's own buffer skips a line that is not JSON, so that its request would wait for ever.
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

  override async start(): Promise<void> {
    await super.start();
    const { _process: child } = this as unknown as { _process: ChildProcess | undefined };
    // A child process may keep the program's outputs open, in which case the SDK considers the program as running.
    const release = () => [child?.stdout, child?.stderr].forEach((output) => output?.destroy());
    child?.once("exit", () => void setTimeout(release, lastOutputMs).unref());
  }

  /** The next message of the program; null if there is no complete line. */
  #next(): unknown {
    while (this.#messages.length === 0) {
      const line = this.#lines.take();
      if (!line) return null;
      this.#messages.push(...messagesOfLine(line, this.#waiting, this.#pace));
    }
    const message = this.#messages.shift();
    if (message && !("method" in message)) this.#waiting.delete(String(message.id));
    return message;
  }
}

/** A transport to a program, which `client.connect` starts. Its stderr goes to `log`. */
export function programTransport(
  server: string,
  program: Program,
  log: Logger | null,
): StdioClientTransport {
  const transport = new ProgramTransport(program);
  logErrorOutput(transport.stderr, { server, secrets: Object.values(program.env) }, log);
  return transport;
}
