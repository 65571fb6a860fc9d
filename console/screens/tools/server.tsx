import { Section } from "../../ui/page.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Status } from "../../ui/status.tsx";
import { Ago } from "../../ui/time.tsx";
import list from "../../ui/list.module.css";
import { type ListedServer, PromptRow, ToolRow } from "./listed.tsx";

/** One MCP server: whether it answers, its faults, its tools and prompts. */
export function Server({ server }: { server: ListedServer }) {
  const { name, url, failure, seenAt, problems, tools, prompts } = server;
  return (
    <Section title={name} actions={<Status value={failure ? "DOWN" : "UP"} />}>
      <p className={list["muted"]}>
        {url && <code>{url}</code>} {seenAt
          ? (
            <>
              answered <Ago at={seenAt} />
            </>
          )
          : "never answered"}
      </p>
      {failure && <Notice kind="fault">{failure.message}</Notice>}
      {problems.map((problem) => (
        <Notice key={`${problem.name} ${problem.message}`} kind="fault">
          {problem.name && <strong>{problem.name}:</strong>} {problem.message}{" "}
          {problem.usable ? "Agents can use it." : "It is left out."}
        </Notice>
      ))}
      <ul className={list["list"]} aria-label={`Tools of ${name}`}>
        {(tools ?? []).map((tool) => <ToolRow key={tool.name} tool={tool} />)}
        {prompts.map((prompt) => <PromptRow key={`prompt ${prompt.name}`} prompt={prompt} />)}
      </ul>
    </Section>
  );
}
