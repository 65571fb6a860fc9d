import { HttpError } from "../http/exchange.ts";
import { asObject } from "../model/types.ts";
import { textOf } from "./prompt.ts";
import type { Turn } from "./run.ts";
import type { Store } from "./store.ts";

/** Throws 403 if the agent has a guardrail with `action: block` and an input contains `[[guardrail]]`. */
export function checkGuardrails(store: Store, { conversation, inputs }: Turn): void {
  const agent = store.agents.get(conversation.agent_id ?? "");
  const set = agent?.versions[conversation.agent_version ?? agent.current]?.guardrails ??
    conversation.guardrails ?? [];
  const blocks = set.some((one) =>
    [one.moderation_llm_v1, one.moderation_llm_v2].some((m) => asObject(m).action === "block")
  );
  const caught = inputs.some((input) =>
    input.type === "message.input" && textOf(input.content).includes("[[guardrail]]")
  );
  if (!blocks || !caught) return;
  const error = { message: "The request was blocked by a guardrail.", status: 403 };
  throw new HttpError(403, { error, guardrails: { moderation_llm_v2: { categories: ["pii"] } } });
}
