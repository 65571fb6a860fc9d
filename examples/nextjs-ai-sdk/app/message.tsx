import type { DynamicToolUIPart, UIMessage } from "ai";
import Markdown from "react-markdown";
import { Approval, type Decide } from "./approval.tsx";

/** A message with all its parts. */
export function Message({ message, decide }: { message: UIMessage; decide: Decide }) {
  return (
    <article className={message.role}>
      <h2>{message.role === "user" ? "You" : "Assistant"}</h2>
      {message.parts.map((part, i) => {
        switch (part.type) {
          case "text":
            return <Markdown key={i}>{part.text}</Markdown>;
          case "reasoning":
            return (
              <details key={i}>
                <summary>Reasoning</summary>
                <p>{part.text}</p>
              </details>
            );
          case "dynamic-tool":
            return <Tool key={part.toolCallId} part={part} decide={decide} />;
          case "source-url":
            return <a key={i} href={part.url} rel="noreferrer">{part.title ?? part.url}</a>;
          case "data-handoff":
            return <p key={i} className="hint">Another agent goes on.</p>;
          default:
            return null;
        }
      })}
    </article>
  );
}

const states: Record<DynamicToolUIPart["state"], string> = {
  "input-streaming": "is being written",
  "input-available": "runs",
  "approval-requested": "waits for you",
  "approval-responded": "runs",
  "output-available": "done",
  "output-error": "failed",
  "output-denied": "rejected",
};

function Tool({ part, decide }: { part: DynamicToolUIPart; decide: Decide }) {
  const { toolName, state, input } = part;
  return (
    <div className="tool">
      <details>
        <summary>
          <code>{toolName}</code> <span>{states[state]}</span>
        </summary>
        <pre>{JSON.stringify(input, null, 2)}</pre>
        {state === "output-available" && <pre>{JSON.stringify(part.output, null, 2)}</pre>}
        {state === "output-error" && <p>{part.errorText}</p>}
        {state === "output-denied" && <p>{part.approval.reason}</p>}
      </details>
      {state === "approval-requested" && (
        <Approval id={part.approval.id} proposed={input} decide={decide} />
      )}
    </div>
  );
}
