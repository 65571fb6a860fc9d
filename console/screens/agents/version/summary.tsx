import { Link } from "wouter";
import { Copy } from "../../../ui/copy.tsx";
import { Section } from "../../../ui/page.tsx";
import { Ago } from "../../../ui/time.tsx";
import { conversationsLink } from "../agent/agent-links.ts";
import { budgetWords, settingWords } from "./spec-words.ts";
import type { VersionSpecFragment } from "./version.generated.ts";
import css from "./version.module.css";

/** What a version is, in short. */
export function Summary({ agent, version }: { agent: string; version: VersionSpecFragment }) {
  const { number, note, model, settings, createdAt, hash, mistralAgentId, handoffs } = version;
  const rows: [string, React.ReactNode][] = [
    ["Registered", <Ago key="at" at={createdAt} />],
    ["Note", note],
    ["Model", <code key="model">{model}</code>],
    ["Settings", settingWords(settings)],
    ["Limits of a turn", budgetWords(version.turnBudget)],
    ["Limits of a conversation", budgetWords(version.conversationBudget)],
    ["Hands over to", handoffs?.map((to) => `${to.agent.name}@${to.number}`).join(", ")],
    [
      "Conversations",
      <Link key="conversations" href={conversationsLink(agent, number)}>
        those of version {number}
      </Link>,
    ],
    [
      "Hash",
      <span key="hash">
        <code>{hash}</code> <Copy text={hash} what="the hash" />
      </span>,
    ],
    ["Agent at Mistral", mistralAgentId],
  ];
  return (
    <Section title={`Version ${number}`}>
      <dl className={css["summary"]}>
        {rows.filter(([, value]) => value).map(([name, value]) => (
          <div key={name} className={css["item"]}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
