import { errorFields } from "../../telemetry/log.ts";
import type { Bridge, BridgeCall } from "../bridge.ts";
import { failureOf } from "../failure.ts";
import { createConversation, readConversation } from "./answers/conversations.ts";
import { createCompletion } from "./answers/create-completion.ts";
import { createResponse } from "./answers/create-response.ts";
import { listModels, readModel } from "./answers/models.ts";
import { readResponse } from "./answers/read-response.ts";
import { cancelResponse, readInput } from "./answers/response-actions.ts";
import { errorResponse, InvalidRequest, refusedAs } from "./errors.ts";

type Answer = (call: BridgeCall, id: string) => Promise<Response>;

const base = "/bridges/openai/v1";
const routes: readonly [method: string, path: RegExp, answer: Answer][] = [
  ["GET", /^\/models$/, listModels],
  ["GET", /^\/models\/([^/]+)$/, readModel],
  ["POST", /^\/responses$/, createResponse],
  ["GET", /^\/responses\/([^/]+)$/, readResponse],
  ["POST", /^\/responses\/([^/]+)\/cancel$/, cancelResponse],
  ["GET", /^\/responses\/([^/]+)\/input_items$/, readInput],
  ["POST", /^\/chat\/completions$/, createCompletion],
  ["POST", /^\/conversations$/, createConversation],
  ["GET", /^\/conversations\/([^/]+)$/, readConversation],
];

/** The API of OpenAI over agents: ADR 73 says how the two are mapped. */
export const openAi: Bridge = {
  async serve(call) {
    try {
      return await answer(call);
    } catch (error) {
      if (failureOf(error).status === 500) {
        call.log.error("bridge.openai_failed", errorFields(error));
      }
      return errorResponse(error);
    }
  },
  refused: refusedAs,
};

async function answer(call: BridgeCall): Promise<Response> {
  const { method, url } = call.request;
  const path = new URL(url).pathname.slice(base.length);
  for (const [of, pattern, handle] of routes) {
    const found = of === method ? pattern.exec(path) : null;
    if (found) return await handle(call, decoded(found[1] ?? ""));
  }
  const known = routes.map(([of, pattern]) => `${of} ${shown(pattern)}`).join(", ");
  throw new InvalidRequest(
    `There is no ${method} ${path}. There are: ${known}.`,
    null,
    "unknown_url",
    404,
  );
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

const shown = ({ source }: RegExp) =>
  source.replace(/^\^|\$$/g, "").replaceAll("\\/", "/").replace("([^/]+)", "{id}");
