import assert from "node:assert/strict";
import type { SendMessage } from "../../protocol/conversation/commands.ts";
import type { ClaimedModelCall } from "../call/claimed-model-call.ts";
import { claimNextAction } from "../turn/claim-next-action.ts";
import { FencedError } from "../call/claimed-call.ts";
import { commitModelCall } from "../call/commit-model-call.ts";
import { type ModelOutcome } from "../call/model-outcome.ts";
import { eventsAfter } from "../log/read-log.ts";
import { sendMessage } from "../commands/send-message.ts";
import { startConversation } from "../commands/start-conversation.ts";
import type { Sql } from "../database/sql.ts";
import { writeOne } from "./write.ts";
import { caller, newKey, text, withAnalyst } from "./database.ts";

/** Identifies a conversation. */
export interface Ref {
  tenant: string;
  conversationId: string;
}

/** Limits of turns and calls in tests. */
export const policy = {
  leaseMs: 0,
  maxAttempts: 5,
  provider: "emulator",
  turnMs: 60_000,
  toolCallsPerTurn: 50,
  toolCallsPerAnswer: 20,
};

/** Plays the worker and the model in tests of the store. */
export function player(sql: Sql) {
  let entries = 0;
  const claim = async (ref: Ref): Promise<ClaimedModelCall> => {
    const next = await claimNextAction(sql, ref, policy);
    assert.equal(next.next, "model");
    return (next as { call: ClaimedModelCall }).call;
  };
  return {
    claim,
    next: (ref: Ref) => claimNextAction(sql, ref, policy),
    async start(message = "hello"): Promise<Ref> {
      const { conversationId } = await startConversation(
        sql,
        caller,
        withAnalyst(message),
        "emulator",
      );
      return { tenant: "default", conversationId };
    },
    send: (ref: Ref, said: string, whenBusy: SendMessage["whenBusy"] = "ENQUEUE") =>
      sendMessage(sql, caller, {
        idempotencyKey: newKey(),
        conversationId: ref.conversationId,
        content: text(said),
        whenBusy,
        budget: null,
      }, "emulator"),
    /** The model begins to write this; returns the entry's id. */
    async saying(call: ClaimedModelCall, said: string): Promise<string> {
      const id = `message_p${++entries}${newKey()}`.slice(0, 60);
      const opened = { kind: "message" as const, id, versionId: call.version.id };
      const chunk = { entryId: id, part: 0, kind: "TEXT" as const, offset: 0, text: said };
      let outcome = await writeOne(sql, call, [opened], [chunk]);
      for (let i = 0; outcome === "busy" && i < 1_000; i++) {
        outcome = await writeOne(sql, call, [opened], [chunk]);
      }
      if (outcome !== "written") throw new FencedError(call.id);
      return id;
    },
    /** The model answers with this, which ends the turn. */
    async answer(call: ClaimedModelCall, said: string) {
      const id = await this.saying(call, said);
      return await this.end(call, id, said);
    },
    /** The model completes this entry, which ends the turn. */
    async end(call: ClaimedModelCall, id: string, said: string) {
      const content = text(said);
      return await commitModelCall(sql, call, outcome([{ kind: "message", id, content }], said));
    },
    /** The model answers with data, which ends the turn. */
    async answerData(call: ClaimedModelCall, value: unknown) {
      const said = JSON.stringify(value);
      const id = await this.saying(call, said);
      const entries = [{ kind: "message" as const, id, content: text(said) }];
      return await commitModelCall(sql, call, { ...outcome(entries, id), output: { value } });
    },
    /** The model calls `quote` for these symbols; returns the ids of the calls. */
    async ask(call: ClaimedModelCall, symbols: string[], server = "prices", name = "quote") {
      const tools = symbols.map((symbol, place) => ({
        kind: "tool" as const,
        id: `tool_p${++entries}${newKey()}`.slice(0, 60),
        place,
        step: call.step,
        remoteToolCallId: `remote-${symbol}`,
        server,
        name,
      }));
      await writeOne(sql, call, tools, []);
      const written = tools.map(({ id }, i) => ({
        kind: "tool" as const,
        id,
        arguments: { symbol: symbols[i] },
      }));
      const due = await commitModelCall(sql, call, outcome(written, symbols.join()));
      return { ids: tools.map((t) => t.id), due };
    },
    /** Kinds and statuses of a stream's events. */
    async eventsOf(streamId: string): Promise<string[]> {
      const events = await eventsAfter(sql, streamId, 0, 200);
      return events.map(({ body }) => {
        const how = "status" in body ? body.status : "verdict" in body ? body.verdict : "";
        return `${body.kind} ${how}`.trim();
      });
    },
    async statuses(ref: Ref): Promise<string[]> {
      const rows = await sql<{ status: string }[]>`select status from turns
        where conversation_id = ${ref.conversationId} order by number`;
      return rows.map((r) => r.status);
    },
  };
}

const outcome = (entries: ModelOutcome["entries"], lastEntryId: string): ModelOutcome => ({
  checkpoint: { remoteId: "conv_1", lastEntryId: `lastEntryId-${lastEntryId}` },
  entries,
  used: { inputTokens: 5, outputTokens: 3, estimated: false },
  toolCallsLeft: 20,
  toolCallsOfBudget: false,
  cutByBudget: false,
});
