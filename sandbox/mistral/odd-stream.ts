import type { Json } from "../model/types.ts";
import { encodeFrame, type Frame } from "./frames.ts";
import type { Entry } from "./wire.ts";

type Data = Frame["data"];

/** How a stream differs from the documentation; absent fields do not differ. */
export interface OddStream {
  /** Changes the frames between the first and the last. */
  frames?(frames: Frame[]): Frame[];
  /** Changes the fields of all frames. */
  fields?(data: Data): Data;
  encode?(data: Data): string;
  /** What comes after the last frame. */
  after?: "hang" | "destroy" | "marker";
  /** The model's answer is empty, so nothing is stored either. */
  silent?: boolean;
}

const unknown: Frame = { data: { type: "conversation.weather", mood: "sunny" }, token: false };

/** Deviations of other servers and gateways; see the README. */
const kinds: Record<string, OddStream> = {
  data: {
    frames: (frames) => withData(frames),
    fields: (d) => ({ ...d, created_at: "yesterday" }),
  },
  "no-ids": { fields: ({ id: _, output_index: __, role: ___, ...d }) => d as Data },
  "no-call-ids": { fields: ({ tool_call_id: _, ...d }) => d as Data },
  "one-index": { fields: (d) => ("output_index" in d ? { ...d, output_index: 0 } : d) },
  lines: { encode: inLines },
  unknown: { frames: (frames) => frames.flatMap((f) => [unknown, f]) },
  chunks: {
    fields: (d) => (typeof d.content === "string" ? { ...d, content: chunk(d.content) } : d),
  },
  usage: { fields: (d) => ("usage" in d ? { ...d, usage: otherUsage(d.usage as Json) } : d) },
  "no-usage": { fields: ({ usage: _, ...d }) => d as Data },
  hang: { after: "hang" },
  destroy: { after: "destroy" },
  marker: { after: "marker" },
  broken: { encode: (d) => d.type.endsWith("delta") ? 'data: {"type":\n\n' : encodeFrame(d) },
  unreadable: {
    silent: true,
    frames: () => [unknown],
    encode: (d) => d.type === unknown.data.type ? 'data: {"type":\n\n' : encodeFrame(d),
  },
  unstreamed: { frames: () => [] },
  empty: { silent: true },
};

const directive = /\[\[\s*stream\s*:\s*([a-z-]+)\s*\]\]/;

/** The deviation that the `stream` directive of the last message names; empty without one. */
export function oddStreamOf(inputs: readonly Entry[]): OddStream {
  const message = inputs.findLast((e) => e.type === "message.input");
  const kind = message && directive.exec(JSON.stringify(message.content))?.[1];
  return kind !== undefined && Object.hasOwn(kinds, kind) ? kinds[kind] ?? {} : {};
}

/** Puts the arguments of each call as data into the frame of its last piece. */
function withData(frames: Frame[]): Frame[] {
  const whole = new Map<unknown, string>();
  for (const { data } of frames) {
    if (data.type !== "function.call.delta") continue;
    whole.set(data.id, (whole.get(data.id) ?? "") + data.arguments);
  }
  return frames.flatMap((frame) => {
    const text = whole.get(frame.data.id);
    if (text === undefined) return [frame];
    whole.delete(frame.data.id);
    return frame.data.type === "function.call.delta"
      ? [{ ...frame, data: { ...frame.data, arguments: JSON.parse(text) } }]
      : [frame];
  }).filter(({ data }) =>
    data.type !== "function.call.delta" || typeof data.arguments !== "string"
  );
}

const chunk = (text: string) => ({ type: "output_text", text, annotations: [] });

const otherUsage = ({ prompt_tokens, completion_tokens }: Json) => ({
  input_tokens: String(prompt_tokens),
  output_tokens: String(completion_tokens),
});

/** A frame in another valid form: a comment, another event name, data over several lines, CRLF. */
function inLines(data: Data): string {
  const lines = JSON.stringify(data, null, 1).split("\n").map((line) => `data: ${line}`);
  return [": keepalive", "event: message", ...lines, "", ""].join("\r\n");
}
