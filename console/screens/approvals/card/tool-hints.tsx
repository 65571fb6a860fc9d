import list from "../../../ui/list.module.css";
import type { toolOf } from "./card-approval.ts";
import { hintWords } from "./hint-words.ts";

/** What a tool does, in the words of its server, and what its server says of its effects. */
export function ToolHints({ tool }: { tool: ReturnType<typeof toolOf> }) {
  if (!tool) return null;
  return (
    <div>
      {tool.description && <p>{firstParagraph(tool.description)}</p>}
      <p className={list["muted"]}>{hintWords(tool)}</p>
    </div>
  );
}

/** Descriptions are written for models and can be long. */
const firstParagraph = (text: string) => text.trim().split(/\n\s*\n/)[0];
