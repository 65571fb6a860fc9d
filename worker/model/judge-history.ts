import type {
  ConversationHistory,
  MessageInputContentChunks,
  MessageOutputContentChunks,
} from "@mistralai/mistralai/models/components";
import type { ModelInput } from "../../store/engine/model-inputs.ts";
import { toEntry } from "./request.ts";

/** An entry of a remote conversation. */
export type RemoteEntry = ConversationHistory["entries"][number];

/** What the entries behind the settled tip say of a request of ours whose answer was lost. */
export type Verdict =
  /** Our inputs and a finished answer to them, and nothing else. */
  | { found: "answer"; outputs: RemoteEntry[] }
  /** Nothing came in. */
  | { found: "nothing" }
  /** Anything else: half an answer, or what is not ours. `answered`: we were answered, and it went on from there. */
  | { found: "other"; answered: boolean };

/** Adopts only what is provably ours: exactly our inputs first, then outputs alone, of which the last is finished. */
export function judgeHistory(
  behindTip: readonly RemoteEntry[],
  inputs: readonly ModelInput[],
): Verdict {
  if (behindTip.length === 0) return { found: "nothing" };
  const expected = inputs.map((input) => identity(toEntry(input)));
  const given = behindTip.slice(0, expected.length).map(identity);
  const outputs = behindTip.slice(expected.length);
  const ours = expected.length === given.length && expected.every((id, i) => id === given[i]);
  if (!ours) return { found: "other", answered: false };
  if (isAnswer(outputs)) return { found: "answer", outputs };
  const next = outputs.findIndex(({ type }) =>
    type === "message.input" || type === "function.result"
  );
  return { found: "other", answered: next > 0 && isAnswer(outputs.slice(0, next)) };
}

function isAnswer(outputs: readonly RemoteEntry[]): boolean {
  const last = outputs.at(-1);
  const finished = last?.type === "message.output" || last?.type === "function.call";
  const kinds = ["message.output", "function.call", "tool.execution", "agent.handoff"];
  return finished && outputs.every((o) => o.id && kinds.includes(o.type ?? ""));
}

/** The same for two entries that say the same: content for messages, the call's id for calls and results. */
function identity(entry: RemoteEntry): string {
  switch (entry.type) {
    case "function.result":
    case "function.call":
      return `${entry.type} ${entry.toolCallId}`;
    case "message.input":
    case "message.output":
      return `${entry.type} ${entry.role} ${JSON.stringify(contentOf(entry.content))}`;
    default:
      return String(entry.type);
  }
}

type Chunk = MessageInputContentChunks | MessageOutputContentChunks;

/** Content in one shape, whether it was told as text or in chunks; neighbouring texts are one. */
function contentOf(content: string | readonly Chunk[]): string[][] {
  const chunks = typeof content === "string" ? [{ type: "text" as const, text: content }] : content;
  const told: string[][] = [];
  for (const chunk of chunks) {
    const [kind = "", value = ""] = kindAndValue(chunk);
    const last = told.at(-1);
    if (kind === "text" && last?.[0] === "text") last[1] += value;
    else told.push([kind, value]);
  }
  return told;
}

function kindAndValue(chunk: Chunk): [string, string] {
  if (chunk.type === "text") return ["text", chunk.text];
  if (chunk.type === "document_url") return [chunk.type, chunk.documentUrl];
  if (chunk.type !== "image_url") return [String(chunk.type), JSON.stringify(chunk)];
  return [chunk.type, typeof chunk.imageUrl === "string" ? chunk.imageUrl : chunk.imageUrl.url];
}

/** Tokens that a text of so many characters is reckoned as, where the provider tells no usage. */
export const reckonTokens = (characters: number): number => Math.ceil(characters / 4);
