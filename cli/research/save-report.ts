import type { RunReport } from "./run-graph.ts";

/** A file of a report to write. */
export interface ReportFile {
  name: string;
  /** Its address; null: `text` is its content. */
  url: string | null;
  text: string;
}

const endings: Record<string, string> = {
  "text/markdown": "md",
  "text/html": "html",
  "application/json": "json",
  "text/csv": "csv",
};

/** The files of a report: the downloads of the API, and Markdown in any case. `base` is the API's address. */
export function reportFiles(
  { title, markdown, downloads }: Pick<RunReport, "title" | "markdown" | "downloads">,
  id: string,
  base: string,
): ReportFile[] {
  const stem = `${slug(title)}-${id.slice(-8).toLowerCase()}`;
  const offered = downloads.flatMap(({ type, url }): ReportFile[] => {
    const ending = endings[type.split(";")[0] ?? ""];
    return ending ? [{ name: `${stem}.${ending}`, url: new URL(url, base).href, text: "" }] : [];
  });
  if (offered.some(({ name }) => name.endsWith(".md"))) return offered;
  return [{ name: `${stem}.md`, url: null, text: markdown }, ...offered];
}

function slug(title: string): string {
  const plain = title.normalize("NFKD").toLowerCase().replace(/[^a-z0-9]+/g, "-");
  return plain.replace(/^-|-$/g, "").slice(0, 60) || "report";
}

/** Writes the files into a folder, which is created; their paths. Throws when a download or a write fails. */
export async function saveReport(
  folder: string,
  files: readonly ReportFile[],
): Promise<string[]> {
  await Deno.mkdir(folder, { recursive: true });
  const paths: string[] = [];
  for (const { name, url, text } of files) {
    const path = `${folder.replace(/\/$/, "")}/${name}`;
    await Deno.writeTextFile(path, url === null ? text : await fetched(url));
    paths.push(path);
  }
  return paths;
}

async function fetched(url: string): Promise<string> {
  const response = await fetch(url, { signal: AbortSignal.timeout(30_000) });
  const text = await response.text();
  if (response.ok) return text;
  throw new Error(`the download of a file of the report failed: HTTP ${response.status}`);
}
