import { hostedServer } from "../../../protocol/agent/hosted-tools.ts";
import type { HostedCall } from "../../../store/call/hosted-call.ts";
import type { OpenedEntry } from "../../../store/call/model-outcome.ts";
import { CallArguments, parseArguments } from "./call-arguments.ts";
import type { Cited } from "./message-parts.ts";
import type { OpenHosted } from "./open-entries.ts";
import type { HostedEvent } from "../stream/answer-event.ts";

/** The tools that the provider ran in an answer. Later citations of a tool belong to its last call. */
export class HostedCalls {
  readonly #begun: OpenHosted[] = [];

  /** The announcement of a call. */
  opened(
    { name }: OpenHosted,
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

  /** Begins a call. */
  begin(
    { name }: HostedEvent,
    at: Pick<OpenHosted, "entryId" | "id" | "index" | "order">,
  ): OpenHosted {
    const call: OpenHosted = {
      ...{ kind: "hosted", ...at, texts: new Map(), name: name ?? "unknown" },
      ...{ arguments: new CallArguments(), ended: false, info: null, references: [] },
    };
    this.#begun.push(call);
    return call;
  }

  /** Adds citations of a message, each once. */
  addCitations(cited: readonly Cited[]) {
    for (const reference of cited) {
      const { tool, title, url } = reference;
      const call = this.#begun.findLast((c) => tool === null || c.name === tool);
      if (!call || call.references.some((r) => r.title === title && r.url === url)) continue;
      call.references.push(reference);
    }
  }

  /** A call as it is stored. */
  whole({ arguments: args, info, references, entryId: id }: OpenHosted): HostedCall {
    const cited = references.map(({ title, url, description }) => ({ title, url, description }));
    const output = { ...info, ...(cited.length > 0 && { references: cited }) };
    const result = resultOf(info, references);
    return { kind: "hosted", id, arguments: parseArguments(args.text), result, output };
  }
}

/** The result of a call as text: the output of its code, or its references, one on each line. */
function resultOf(info: OpenHosted["info"], references: readonly Cited[]): string {
  if (typeof info?.code_output === "string" && info.code_output !== "") return info.code_output;
  if (references.length > 0) {
    return references.map(({ title, url }) => (url === null ? title : `${title} ${url}`)).join(
      "\n",
    );
  }
  return info === null ? "" : JSON.stringify(info);
}
