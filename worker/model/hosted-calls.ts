import type {
  ConversationEventsData,
  MessageOutputEventContent,
} from "@mistralai/mistralai/models/components";
import { hostedServer } from "../../protocol/hosted-tools.ts";
import type { HostedCall } from "../../store/engine/hosted-call.ts";
import type { OpenedEntry } from "../../store/engine/model-outcome.ts";
import { parseArguments, webAddress } from "./message-parts.ts";

/** The provider's word on a tool that it runs itself. */
export type HostedEvent = Extract<
  ConversationEventsData,
  { type: "tool.execution.started" | "tool.execution.delta" | "tool.execution.done" }
>;

/** A call of such a tool while it is told. */
export interface Hosted {
  kind: "hosted";
  name: string;
  arguments: string;
  info: Record<string, unknown> | null;
  /** What messages after it cite of it. */
  references: Reference[];
}

/** Something that a tool found. */
export interface Reference {
  title: string;
  url: string | null;
  description: string | null;
}

/** The tools that the provider ran in an answer. What later messages cite of a tool belongs to its last call. */
export class HostedCalls {
  #begun: Hosted[] = [];

  /** How a call is announced. */
  opened(
    { name }: HostedEvent,
    at: { id: string; versionId: string; place: number; step: number },
  ): OpenedEntry {
    return {
      kind: "tool",
      ...at,
      remoteToolCallId: null,
      server: hostedServer,
      name,
      hosted: true,
    };
  }

  /** A call that begins; to be filled by who asked. */
  begun<More extends object>({ name }: HostedEvent, more: More): Hosted & More {
    const call = {
      kind: "hosted" as const,
      name,
      arguments: "",
      info: null,
      references: [],
      ...more,
    };
    this.#begun.push(call);
    return call;
  }

  /** Notes what a message cites, once. */
  found(content: MessageOutputEventContent) {
    if (typeof content === "string" || content.type !== "tool_reference") return;
    const { tool, title, description = null } = content;
    const url = webAddress(content.url);
    const call = this.#begun.findLast((c) => c.name === tool);
    if (!call || call.references.some((r) => r.title === title && r.url === url)) return;
    call.references.push({ title, url, description });
  }

  /** A call as it is kept. */
  whole({ arguments: args, info, references, id }: Hosted & { id: string }): HostedCall {
    const output = { ...info, ...(references.length > 0 && { references }) };
    const result = resultOf(info, references);
    return { kind: "hosted", id, arguments: parseArguments(args), result, output };
  }
}

/** What came of a call, as text: what its code printed, or what was found, one a line. */
function resultOf(info: Hosted["info"], references: readonly Reference[]): string {
  if (typeof info?.code_output === "string" && info.code_output !== "") return info.code_output;
  if (references.length > 0) {
    return references.map(({ title, url }) => (url === null ? title : `${title} ${url}`)).join(
      "\n",
    );
  }
  return info === null ? "" : JSON.stringify(info);
}
