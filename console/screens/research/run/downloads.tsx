import type { Report } from "../report/report-types.ts";
import { Icon } from "../../../ui/icon.tsx";
import css from "./run.module.css";

const names: Readonly<Record<string, string>> = {
  "text/html": "Page",
  "text/markdown": "Markdown",
  "application/json": "JSON",
  "text/csv": "CSV",
};

/** The report as files. Their addresses are signed, and expire. */
export function Downloads({ files }: { files: Report["downloads"] }) {
  return (
    <nav aria-label="Downloads of the report" className={css["downloads"]}>
      {files.map(({ type, url }) => {
        const name = names[type.split(";")[0] ?? ""] ?? type;
        return (
          <a key={type} href={url} target="_blank" rel="noopener" title={`The report as ${type}`}>
            <Icon name="download" />
            {name}
          </a>
        );
      })}
    </nav>
  );
}
