import { Markdown } from "../../../ui/markdown.tsx";
import type { CardDetails } from "./card-approval.ts";
import css from "./approval-card.module.css";

/** What the agent wrote before the call: mostly why it wants it. Nothing where it wrote nothing. */
export function LastMessage({ details }: { details: CardDetails }) {
  const text = details?.context.message?.text ?? "";
  if (text.trim() === "") return null;
  return (
    <div
      className={css["message"]}
      role="region"
      aria-label="The agent's last message"
      tabIndex={0}
    >
      <Markdown text={text} />
    </div>
  );
}
