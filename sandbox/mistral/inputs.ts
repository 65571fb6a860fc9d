import { asObject } from "../model/types.ts";
import { typeOfInput } from "./entry-checks.ts";
import { hashOf, newId, timestamp } from "./ids.ts";
import { textOf } from "./prompt.ts";
import type { Json } from "../model/types.ts";
import type { Entry, EntryBody } from "./wire.ts";

/** The entries of `inputs`: a text is a user message, and missing types are inferred. */
export function inputBodies(inputs: unknown): EntryBody[] {
  if (typeof inputs === "string") {
    return inputs === ""
      ? []
      : [{ type: "message.input", role: "user", content: inputs, prefix: false }];
  }
  if (!Array.isArray(inputs)) return [];
  return inputs.map((given) => {
    const { object: _o, id: _i, created_at: _c, completed_at: _d, ...body } = asObject(given);
    const type = typeOfInput(body);
    const args = typeof body.arguments === "object"
      ? { arguments: JSON.stringify(body.arguments) }
      : {};
    return {
      ...(type === "message.input" && { prefix: false }),
      ...body,
      ...args,
      type,
    } as EntryBody;
  });
}

const prefixes = {
  "function.call": "fc",
  "function.result": "fr",
  "agent.handoff": "handoff",
} as const;

/** Inputs as stored entries, with ids and times. */
export function entriesOf(inputs: readonly EntryBody[]): Entry[] {
  const at = timestamp();
  return inputs.map((body): Entry => {
    const prefix = body.type in prefixes ? prefixes[body.type as keyof typeof prefixes] : "msg";
    return { object: "entry", id: newId(prefix), created_at: at, completed_at: at, ...body };
  });
}

/** The hash of a request's inputs for the ledger, and their text for the matching of faults. */
export function inputIdentity(body: Json): { inputHash: string; text: string } {
  const inputs = inputBodies(body.inputs);
  const text = inputs.map((i) => "content" in i ? textOf(i.content) : "result" in i ? i.result : "")
    .join("\n");
  return { inputHash: hashOf(inputs.map((input) => ({ ...input, prefix: undefined }))), text };
}
