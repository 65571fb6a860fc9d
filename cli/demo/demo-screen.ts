import type { Terminal } from "../terminal/terminal.ts";
import type { TextStyle } from "../terminal/text-style.ts";
import { duration } from "../start/part-lines.ts";
import { type DemoEvent, isFinal, textOf, type ToolCall, type Turn } from "./events.ts";
import { Paragraph } from "../terminal/paragraph.ts";
import { count, short, shortResult } from "./shorten.ts";
import { readable } from "../graph/readable.ts";

const margin = " ".repeat(8);

/** Writes the demo to a terminal or a pipe, event by event. */
export class DemoScreen {
  readonly terminal: Terminal;
  readonly style: TextStyle;
  /** The entry whose text is last on the screen. */
  #open: { id: string; paragraph: Paragraph } | undefined;
  /** Number of shown characters of each entry. */
  readonly #shown = new Map<string, number>();
  readonly #called = new Set<string>();

  constructor(terminal: Terminal) {
    this.terminal = terminal;
    this.style = terminal.style;
  }

  /** A line of its own. */
  line(text = ""): void {
    this.#closeText();
    this.terminal.write(`${text}\n`);
  }

  /** A line with a word in the margin. */
  row(who: string, text: string, paint = (text: string) => text): void {
    this.line(paint(`${who.padEnd(margin.length)}${text}`));
  }

  heading(text: string): void {
    this.line();
    this.line(this.style.bold(text));
    this.line();
  }

  show(event: DemoEvent): void {
    switch (event.__typename) {
      case "TextDelta":
        if (event.kind === "TEXT") this.#text(event.nodeId, event.offset, event.text);
        return;
      case "EntryChanged":
        return this.#entry(event);
      case "StepChanged":
        return this.#step(event);
      case "TurnChanged":
        if (isFinal(event.status) && event.turn) this.#turn(event.turn);
    }
  }

  // After a resume, text arrives again from offset 0: only new text is written.
  #text(id: string, offset: number, text: string): void {
    const shown = this.#shown.get(id) ?? 0;
    const fresh = text.slice(Math.max(0, shown - offset));
    if (fresh === "") return;
    this.#shown.set(id, offset + text.length);
    this.terminal.write(this.#paragraph(id, shown > 0).add(fresh));
  }

  #paragraph(id: string, goesOn: boolean): Paragraph {
    if (this.#open?.id === id) return this.#open.paragraph;
    this.#closeText();
    const layout = {
      margin,
      width: Math.max(40, Math.min(100, this.terminal.size.width)),
      bold: this.style.bold,
    };
    this.#open = { id, paragraph: new Paragraph(layout) };
    this.terminal.write(goesOn ? margin : this.style.good("agent".padEnd(margin.length)));
    return this.#open.paragraph;
  }

  #entry({ entryId, status, entry }: Extract<DemoEvent, { __typename: "EntryChanged" }>): void {
    if (status === "DISCARDED") {
      const length = this.#shown.get(entryId) ?? 0;
      const what = `the ${
        count(length, "character")
      } above are discarded; the answer starts again:`;
      this.row("discard", what, this.style.warn);
    } else if (isFinal(status) && entry?.__typename === "Message" && entry.role === "AGENT") {
      this.#text(entryId, 0, textOf(entry));
      this.#closeText();
    }
  }

  #step(event: Extract<DemoEvent, { __typename: "StepChanged" }>): void {
    const { step, status, failure, attempt } = event;
    if (step?.__typename === "ToolCall") this.#tool(step, status);
    if (failure) this.row("retry", `attempt ${attempt}: ${failure.message}`, this.style.warn);
    else if (status === "RUNNING" && attempt > 1 && step?.__typename === "ModelCall") {
      this.row("again", `the step starts again, attempt ${attempt}`, this.style.dim);
    }
  }

  #tool(call: ToolCall, status: string): void {
    if (status === "RUNNING" && !this.#called.has(call.id)) {
      this.#called.add(call.id);
      this.row("tool", `${call.name} ${short(call.arguments)}`, this.style.dim);
    }
    if (isFinal(status)) {
      this.row("gave", `${short(call.arguments)} -> ${shortResult(call.result)}`, this.style.dim);
    }
  }

  #turn({ usage, startedAt, endedAt }: Turn): void {
    const ms = Date.parse(endedAt ?? "") - Date.parse(startedAt ?? "");
    const { modelCalls, toolCalls, inputTokens, outputTokens } = readable(usage, "usage:read");
    const parts = [
      count(modelCalls, "model call"),
      count(toolCalls, "tool call"),
      `${inputTokens} tokens read`,
      `${outputTokens} written`,
      ...(Number.isNaN(ms) ? [] : [duration(ms)]),
    ];
    this.row("used", parts.join(", "), this.style.dim);
  }

  #closeText(): void {
    if (!this.#open) return;
    this.terminal.write(`${this.#open.paragraph.end()}\n`);
    this.#open = undefined;
  }
}
