import type { Budget } from "../../protocol/budget/budget.ts";
import type { Caller } from "../../protocol/caller.ts";
import type { SymbolAnswer } from "../../protocol/research/resolved-symbol.ts";
import { fillTemplate, type TemplateValues } from "../../protocol/schedule/fill-template.ts";
import type { ScheduleWork } from "../../protocol/schedule/schedule.ts";
import { limits } from "../../protocol/limits.ts";
import type { Tx } from "../database/sql.ts";
import type { ResearchPlace } from "../research/insert-run.ts";
import { decideAndSend } from "./send-message.ts";
import { startConversation } from "./start-conversation.ts";
import { startResearch } from "./start-research.ts";

/** What a firing starts, and how. */
export interface WorkToStart {
  idempotencyKey: string;
  work: ScheduleWork;
  budget: Budget | null;
  values: TemplateValues;
  place: ResearchPlace;
  /** What a market data server says of symbols that are not known here; null: none was asked. */
  answers: readonly SymbolAnswer[] | null;
}

/** The ids of what was started. */
export interface StartedWork {
  conversationId: string | null;
  turnId: string | null;
  researchId: string | null;
}

/**
 * Starts the work of a firing by the command of its kind, within the firing's transaction. Refuses what that command
 * refuses; throws VerificationRequired as `startResearch` does.
 */
export async function startWork(tx: Tx, caller: Caller, given: WorkToStart): Promise<StartedWork> {
  const { work, idempotencyKey, budget, values, place } = given;
  const filled = (template: string, most: number) => fillTemplate(template, values, most);
  const content = (text: string) => [
    { type: "text" as const, text: filled(text, limits.messageLength) },
  ];
  switch (work.kind) {
    case "message": {
      const { conversationId, text } = work;
      const message = { idempotencyKey, conversationId, content: content(text), budget };
      const command = { ...message, whenBusy: "ENQUEUE" as const };
      const { turnId } = await decideAndSend.within(tx, caller, command, place.provider);
      return { conversationId, turnId, researchId: null };
    }
    case "conversation": {
      const { agent, alias, title, labels, text } = work;
      const started = await startConversation.within(tx, caller, {
        ...{ idempotencyKey, agent, labels, budget, content: content(text) },
        title: title === null ? null : filled(title, limits.labelLength),
        version: alias === null ? null : { alias },
      }, place.provider);
      return { ...started, researchId: null };
    }
    case "research": {
      const { kind: _, question, allowUnknown, ...rest } = work;
      const command = {
        ...{ ...rest, idempotencyKey, budget, question: filled(question, limits.questionLength) },
        ...(allowUnknown && { allowUnknown }),
      };
      const { researchId } = await startResearch.within(tx, caller, command, place, given.answers);
      return { conversationId: null, turnId: null, researchId };
    }
  }
}
