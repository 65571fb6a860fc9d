import { links } from "../../app/links.ts";
import type { SearchHitFragment } from "./search.generated.ts";

/** Where a hit is, in words, and the link to it; null: it was erased since. */
export function placeOf(
  { node, conversation, research }: Pick<SearchHitFragment, "node" | "conversation" | "research">,
): { href: string; words: string } | null {
  if (conversation) {
    const { agentVersion: { number, agent }, title, firstText } = conversation;
    const name = title || firstText || "conversation without a title";
    const entry = node?.__typename === "Message" || node?.__typename === "ToolCall"
      ? node.id
      : undefined;
    return {
      href: links.conversation(conversation.id, { entry }),
      words: `${name} · ${agent.name}@${number}`,
    };
  }
  return research ? { href: links.research(research.id), words: research.question } : null;
}

/** Who or what wrote the text. */
export function authorOf(node: SearchHitFragment["node"]): string {
  switch (node?.__typename) {
    case "Message":
      return node.role === "USER" ? "user" : "agent";
    case "ToolCall":
      return `tool ${node.name}`;
    case "ResearchPhase":
      return `${node.kind.toLowerCase().replaceAll("_", " ")}`;
    case "ResearchRun":
      return "question";
    default:
      return "erased";
  }
}
