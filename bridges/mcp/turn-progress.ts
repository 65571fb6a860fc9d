import type { TurnStep } from "../../clients/client/turn/mod.ts";
import type { Progress } from "./progress.ts";

type Part = TurnStep["parts"][number];

/** Reports parts of a turn. */
export class TurnProgress {
  readonly #progress: Progress;
  readonly #tools = new Map<string, string>();
  #written = 0;

  constructor(progress: Progress) {
    this.#progress = progress;
  }

  /** Reports a part, if there is something to say of it. */
  report(part: Part): void {
    if (part.type === "text-delta") return this.#write(part);
    const message = this.#messageOf(part);
    if (message !== null) this.#progress.step(message);
  }

  #write({ kind, text }: Extract<Part, { type: "text-delta" }>): void {
    this.#written += text.length;
    const verb = kind === "TEXT" ? "Writes" : "Thinks";
    this.#progress.more(`${verb}: ${this.#written} characters`);
  }

  #messageOf(part: Part): string | null {
    switch (part.type) {
      case "model-call":
        return part.status === "RUNNING" ? `Asks the model, attempt ${part.attempt}` : null;
      case "tool-start":
        this.#tools.set(part.entryId, `${part.server}.${part.name}`);
        return `Calls ${part.server}.${part.name}`;
      case "tool-output":
        return `${this.#tools.get(part.entryId) ?? "A tool"} has answered`;
      case "tool-error":
        return `${this.#tools.get(part.entryId) ?? "A tool"} has failed: ${part.failure.code}`;
      case "retry":
        return `Tries again at ${part.retryAt}: ${part.failure?.code ?? "no answer"}`;
      case "progress":
        return part.note;
      case "approval":
        return part.verdict === "PENDING"
          ? "Waits for an approval"
          : `An approval: ${part.verdict}`;
      case "handoff":
        return `${part.from} hands over to ${part.to ?? "an agent"}`;
      case "discarded":
        return "An attempt was discarded";
      default:
        return null;
    }
  }
}
