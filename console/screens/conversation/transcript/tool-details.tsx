import type { ToolCallEntry } from "@tramontane/client/store";
import { Json } from "../../../ui/json.tsx";
import css from "./row.module.css";

/** All of a tool call: arguments, as the model wrote them and as they were executed, result, data and files. */
export function ToolDetails({ entry }: { entry: ToolCallEntry }) {
  const { server, name, approval, result, output, files } = entry;
  const proposed = editedFrom(entry);
  return (
    <div className={css["details"]}>
      <p className={css["muted"]}>
        {server === "mistral"
          ? `${name}, which Mistral executes`
          : `${name} of the server ${server}`}
      </p>
      {proposed !== null && <Part title="Arguments that the model proposed" value={proposed} />}
      <Part
        title={proposed === null ? "Arguments" : "Arguments that were executed"}
        value={entry.arguments}
        none="Not complete, or not readable for you."
      />
      {approval?.reason && <p>Reason of the decision: {approval.reason}</p>}
      {result !== null && <Part title="Result, as the model reads it" value={result} />}
      {output !== null && <Part title="Result as data" value={output} />}
      {files.length > 0 && <h3>Files</h3>}
      {files.map(({ title, url }) => (
        <p key={title}>{url ? <a href={url} download rel="noopener">{title}</a> : title}</p>
      ))}
    </div>
  );
}

function Part({ title, value, none }: { title: string; value: unknown; none?: string }) {
  return (
    <>
      <h3>{title}</h3>
      {value === null && none
        ? <p className={css["muted"]}>{none}</p>
        : <Json value={value} label={title} />}
    </>
  );
}

/** The arguments that an approver has changed; null: none were. */
function editedFrom({ approval, arguments: executed }: ToolCallEntry): unknown {
  const proposed = approval?.proposedArguments ?? null;
  const isSame = JSON.stringify(proposed) === JSON.stringify(executed);
  return approval?.verdict === "APPROVED" && proposed !== null && !isSame ? proposed : null;
}
