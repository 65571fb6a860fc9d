import list from "../../../ui/list.module.css";
import type { toolOf } from "./card-approval.ts";

/** What a tool does, in the words of its server, and what its server says of its effects. */
export function ToolHints({ tool }: { tool: ReturnType<typeof toolOf> }) {
  if (!tool) return null;
  const hints = [
    tool.readOnly ? "Changes nothing (read-only)." : "May change something.",
    !tool.readOnly && tool.idempotent && "Repeating it has no further effect.",
  ].filter(Boolean).join(" ");
  return (
    <div>
      {tool.description && <p>{firstParagraph(tool.description)}</p>}
      <p className={list["muted"]}>{hints}</p>
    </div>
  );
}

/** Descriptions are written for models and can be long. */
const firstParagraph = (text: string) => text.trim().split(/\n\s*\n/)[0];
