import { Link } from "wouter";
import { links } from "../../app/links.ts";
import { useApiQuery } from "../../api/use-api-query.ts";
import { useCan } from "../../api/viewer.tsx";
import { Section } from "../../ui/page.tsx";
import list from "../../ui/list.module.css";
import { consoleDrift } from "./drift.generated.ts";

/** Agents whose newest version has other tools or prompt than the servers list now. Nothing where there are none. */
export function DriftedTools() {
  const can = useCan();
  const { data } = useApiQuery(consoleDrift, {}, { pause: !can("agents:read:spec") });
  const agents = data?.agents?.nodes ?? [];
  const drifted = agents.filter(({ version }) => (version?.drift?.length ?? 0) > 0);
  if (drifted.length === 0) return null;
  return (
    <Section title="Agents that have drifted">
      <p className={list["muted"]}>
        Their tools or prompt have changed at the servers since the version was registered. The
        version keeps what it was registered with; register a new one to take the change over.
      </p>
      <ul className={list["list"]}>
        {drifted.map(({ id, name, version }) => (
          <li key={id} className={list["row"]}>
            <Link href={links.agent(name)}>{name}@{version?.number}</Link>
            <span>{version?.drift?.map(({ path }) => path).join(", ")}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
