import { Link } from "wouter";
import { useSelfLink } from "../run/self-link.ts";
import type { Report } from "./report-types.ts";
import { words } from "./words.ts";
import { WebLink } from "../../../ui/web-link.tsx";
import { webAddress } from "../../../ui/web-address.ts";
import css from "./report.module.css";

type Source = Report["sources"][number];

/** The sources of the report, each with the search that found it. */
export function Sources({ sources }: { sources: readonly Source[] }) {
  if (sources.length === 0) return null;
  return (
    <div className={css["part"]}>
      <h3>{words.sources}</h3>
      <ol className={css["items"]}>
        {sources.map((source, i) => <OneSource key={i} source={source} />)}
      </ol>
    </div>
  );
}

function OneSource({ source: { title, url, phase } }: { source: Source }) {
  const href = useSelfLink({ phase: phase?.id ?? null });
  const address = webAddress(url);
  return (
    <li>
      <WebLink url={url}>{title}</WebLink>
      {address && <small>, {address.hostname}</small>}
      {phase && (
        <small>
          {", "}
          {words.foundBy} <Link href={href}>{phase.name}</Link>
        </small>
      )}
    </li>
  );
}
