import { z } from "zod";
import { limits } from "../../protocol/limits.ts";
import { symbolPattern } from "../../protocol/research/symbol.ts";
import { BridgeError } from "../failure.ts";
import { maxKeyLength } from "./form-state.ts";

const idempotencyKey = z.string().min(1).max(maxKeyLength).optional().describe(
  "A name of your choice for this call. The same call with the same key, also after a lost connection, reads the " +
    "answer of the first one instead of asking a second time. Leave it out for a new question.",
);

/** Arguments of `ask_<agent>`. */
export const askArguments = z.strictObject({
  message: z.string().min(1).max(limits.messageLength).describe("What you ask the agent."),
  conversationId: z.string().min(1).max(100).optional().describe(
    "To continue a conversation: `conversationId` of an earlier result. Leave it out to start one.",
  ),
  idempotencyKey,
});

/** Arguments of `research`. */
export const researchArguments = z.strictObject({
  question: z.string().min(1).max(limits.questionLength).describe("The question to answer."),
  symbols: z.array(z.string().regex(symbolPattern)).max(limits.symbols).optional().describe(
    "Ticker symbols that the question is about, as Yahoo Finance writes them: BRK-B, M&M.NS, ^GSPC.",
  ),
  language: z.string().min(1).max(35).optional().describe(
    "Language of the report, a BCP 47 tag. Default: en.",
  ),
  searches: z.int().min(1).max(20).optional().describe("Maximum number of searches. Default: 5."),
  idempotencyKey,
});

/** Units of what is said of faults: thousands of unknown names are no help. */
const faultLength = 1_000;

/** The arguments of a call. Throws a BridgeError that names the faults, for the model to correct. */
export function readArguments<T>(schema: z.ZodType<T>, given: unknown): T {
  const { success, data, error } = schema.safeParse(given ?? {});
  if (success) return data;
  const faults = error.issues.slice(0, 5).map(({ path, message }) =>
    `${path.join(".") || "arguments"}: ${message}`
  );
  const message = `Invalid arguments: ${faults.join("; ").slice(0, faultLength).toWellFormed()}`;
  throw new BridgeError({ status: 400, code: "BAD_USER_INPUT", message });
}
