import type { TextStyle } from "../terminal/text-style.ts";
import { duration } from "../start/part-lines.ts";
import type { DemoEvent, Entry, Turn } from "./events.ts";
import { isFinal } from "./events.ts";
import { Paragraph } from "../terminal/paragraph.ts";
import { count, short, shortResult } from "./shorten.ts";

const margin = " ".repeat(8);

/** Writes the demo to a terminal or a pipe, events as they come. */
export class Screen {
  readonly look: TextStyle;
  readonly #write: (text: string) => void;
  readonly #width: number;
  /** The entry whose text is the last on the screen. */
  #open: { id: string; paragraph: Paragraph } | undefined;
  /** How many characters of each entry are shown. */
  readonly #shown = new Map<string, number>();
  readonly #called = new Set<string>();

  constructor(look: TextStyle, width: number, write: (text: string) => void) {
    this.look = look;
    this.#width = width;
    this.#write = write;
  }

  /** A line of its own. */
  line(text = ""): void {
    this.#closeText();
    this.#write(`${text}\n`);
  }

  /** A line behind a word in the margin. */
  said(who: string, text: string, dress = (text: string) => text): void {
    this.line(dress(`${who.padEnd(margin.length)}${text}`));
  }

  heading(text: string): void {
    this.line();
    this.line(this.look.bold(text));
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

  // What was shown comes again from offset 0 after a resume: only what is new is written.
  #text(id: string, offset: number, text: string): void {
    const shown = this.#shown.get(id) ?? 0;
    const fresh = text.slice(Math.max(0, shown - offset));
    if (fresh === "") return;
    this.#shown.set(id, offset + text.length);
    this.#write(this.#paragraph(id, shown > 0).add(fresh));
  }

  #paragraph(id: string, goesOn: boolean): Paragraph {
    if (this.#open?.id === id) return this.#open.paragraph;
    this.#closeText();
    const layout = { margin, width: this.#width, bold: this.look.bold };
    this.#open = { id, paragraph: new Paragraph(layout) };
    this.#write(goesOn ? margin : this.look.good("agent".padEnd(margin.length)));
    return this.#open.paragraph;
  }

  #entry({ entryId, status, entry }: Extract<DemoEvent, { __typename: "EntryChanged" }>): void {
    if (status === "DISCARDED") {
      const length = this.#shown.get(entryId) ?? 0;
      const what = `the ${count(length, "character")} above are discarded; written anew:`;
      this.said("void", what, this.look.warn);
    } else if (isFinal(status) && entry?.role === "AGENT") {
      const text = (entry.content ?? []).map(({ text = "" }) => text).join("");
      this.#text(entryId, 0, text);
      this.#closeText();
    }
  }

  #step(event: Extract<DemoEvent, { __typename: "StepChanged" }>): void {
    const { step, status, failure, attempt } = event;
    if (step?.__typename === "ToolCall") this.#tool(step, status);
    if (failure) this.said("retry", `attempt ${attempt}: ${failure.message}`, this.look.warn);
    else if (status === "RUNNING" && attempt > 1 && step?.__typename === "ModelCall") {
      this.said("again", `the step is taken up again, attempt ${attempt}`, this.look.dim);
    }
  }

  #tool(call: Entry, status: string): void {
    const id = call.id ?? "";
    if (status === "RUNNING" && !this.#called.has(id)) {
      this.#called.add(id);
      this.said("tool", `${call.name} ${short(call.arguments)}`, this.look.dim);
    }
    if (isFinal(status)) {
      this.said("gave", `${short(call.arguments)} -> ${shortResult(call.result)}`, this.look.dim);
    }
  }

  #turn({ usage, startedAt, endedAt }: Turn): void {
    const ms = Date.parse(endedAt ?? "") - Date.parse(startedAt ?? "");
    const parts = [
      count(usage.modelCalls, "model call"),
      count(usage.toolCalls, "tool call"),
      `${usage.inputTokens} tokens read`,
      `${usage.outputTokens} written`,
      ...(Number.isNaN(ms) ? [] : [duration(ms)]),
    ];
    this.said("used", parts.join(", "), this.look.dim);
  }

  #closeText(): void {
    if (!this.#open) return;
    this.#write(`${this.#open.paragraph.end()}\n`);
    this.#open = undefined;
  }
}
