import type { TurnPart } from "../../../clients/client/turn/mod.ts";
import { shortId } from "../ids.ts";
import type { EventBody, OutputItem } from "./items.ts";
import { itemEvent } from "./line-events.ts";
import type { ResponseWriter } from "./response-writer.ts";

type Of<Type> = Extract<TurnPart, { type: Type }>;

/**
 * One tool call as an item `mcp_call`: it appears when the call runs, not while the model writes it. One that waited for an
 * approval appears with its end: whether its arguments were changed is known to a late reader at once.
 */
export class ToolItem {
  readonly #call: Of<"tool-start">;
  #arguments = "";
  #place: number | null = null;
  #waits = false;
  #waited = false;

  constructor(call: Of<"tool-start">) {
    this.#call = call;
  }

  /** The arguments are known. */
  input({ arguments: given, waits }: Of<"tool-input">, generation: number, writer: ResponseWriter) {
    this.#arguments = JSON.stringify(given);
    this.#waited ||= waits;
    if (!this.#waited) this.#begin(generation, writer);
  }

  /** True while the call waits for a decision. */
  get waits(): boolean {
    return this.#waits;
  }

  /** An approval is requested, or decided. */
  set waits(waits: boolean) {
    this.#waits = waits;
    this.#waited ||= waits;
  }

  /** The call has ended. */
  end(part: Of<"tool-output" | "tool-error">, generation: number, writer: ResponseWriter) {
    const { call } = part;
    if (call.arguments !== null) this.#arguments = JSON.stringify(call.arguments);
    const { id, place } = this.#begin(generation, writer);
    const status = part.type === "tool-output" ? "completed" : "failed";
    const at = { item_id: id, output_index: place };
    writer.write(generation, { type: `response.mcp_call.${status}`, ...at });
    const outcome = part.type === "tool-output"
      ? { output: call.result, error: null }
      : { output: null, error: errorOf(part.failure) };
    const approved = call.approval && { approval_request_id: shortId(call.approval.id) };
    writer.finish(generation, place, { ...this.#item(id, status), ...outcome, ...approved });
  }

  #begin(generation: number, writer: ResponseWriter): { id: string; place: number } {
    const known = this.#place;
    const place = known ?? writer.place();
    const id = `mcp_${writer.owner}_${place}`;
    if (known === null) writer.write(generation, ...this.#begun(id, place));
    this.#place = place;
    return { id, place };
  }

  #begun(id: string, place: number): EventBody[] {
    const at = { item_id: id, output_index: place };
    const type = "response.mcp_call_arguments";
    const empty = { ...this.#item(id, "in_progress"), arguments: "" };
    return [
      itemEvent("added", place, empty),
      { type: "response.mcp_call.in_progress", ...at },
      { type: `${type}.delta`, ...at, delta: this.#arguments },
      { type: `${type}.done`, ...at, arguments: this.#arguments },
    ];
  }

  #item(id: string, status: string): OutputItem {
    const { server, name } = this.#call;
    const call = { server_label: server, name, arguments: this.#arguments };
    return { id, type: "mcp_call", status, ...call, output: null, error: null };
  }
}

const errorOf = ({ code, message }: { code: string; message: string }) => ({
  type: "mcp_tool_execution_error",
  content: [{ type: "text", text: `${code}: ${message}` }],
});
