import { Json } from "../../ui/json.tsx";
import list from "../../ui/list.module.css";
import type { ConsoleServersQuery } from "./tools.generated.ts";
import css from "./tools.module.css";

/** A server as the query shows it. */
export type ListedServer = NonNullable<ConsoleServersQuery["mcpServers"]>[number];

/** What a tool does to the world, in words. */
export function hintsOf(tool: { readOnly: boolean; idempotent: boolean }): string {
  if (tool.readOnly) return "reads only: runs without approval unless an agent says otherwise";
  return tool.idempotent
    ? "changes something; a repeated call has no further effect"
    : "changes something; a call is never repeated";
}

/** A tool: its name, what it does, and its schemas on demand. */
export function ToolRow({ tool }: { tool: NonNullable<ListedServer["tools"]>[number] }) {
  return (
    <li className={css["item"]}>
      <details>
        <summary>
          <code>{tool.name}</code> {tool.title && tool.title !== tool.name && tool.title}
          <span className={css["hint"]}>{hintsOf(tool)}</span>
        </summary>
        {tool.description && <p>{tool.description}</p>}
        <h3>Arguments</h3>
        <Json value={tool.inputSchema} label={`JSON Schema of the arguments of ${tool.name}`} />
        {tool.outputSchema !== null && (
          <>
            <h3>Result</h3>
            <Json value={tool.outputSchema} label={`JSON Schema of the result of ${tool.name}`} />
          </>
        )}
        <p className={list["muted"]}>Hash {tool.hash}</p>
      </details>
    </li>
  );
}

/** A prompt with its arguments. */
export function PromptRow({ prompt }: { prompt: ListedServer["prompts"][number] }) {
  return (
    <li className={css["item"]}>
      <details>
        <summary>
          <code>{prompt.name}</code> {prompt.title} <span className={css["hint"]}>prompt</span>
        </summary>
        {prompt.description && <p>{prompt.description}</p>}
        <dl>
          {prompt.arguments.map(({ name, description, required }) => (
            <div key={name}>
              <dt>
                <code>{name}</code> {required ? "(required)" : "(optional)"}
              </dt>
              <dd>{description}</dd>
            </div>
          ))}
        </dl>
      </details>
    </li>
  );
}
