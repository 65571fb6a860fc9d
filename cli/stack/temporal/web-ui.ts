/** Of a Temporal that this start does not run, or whose program brings none. */
export const noUi = {
  elsewhere: "Temporal runs elsewhere (TEMPORAL_ADDRESS): its own web UI shows it",
  ofServer: "Temporal's server on PostgreSQL includes no web UI; TEMPORAL_SERVER=dev does",
  ofProgram: (path: string) =>
    `${path} brings no web UI; the release from https://docs.temporal.io/cli does (TEMPORAL_CLI_PATH)`,
} as const;

/** The version of the web UI in what `temporal --version` prints; nothing where it brings none. */
export function uiVersion(printed: string): string | undefined {
  return /\bUI (\d+\.\d+\.\d+[^,)]*)/.exec(printed)?.[1];
}

/** Whether a page is served there; a program that was built without the page's files answers something else. */
export async function servesPage(url: string, signal: AbortSignal): Promise<boolean> {
  try {
    const answer = await fetch(url, { signal });
    const isHtml = answer.headers.get("content-type")?.startsWith("text/html") ?? false;
    return /<script/.test(await answer.text()) && answer.ok && isHtml;
  } catch {
    signal.throwIfAborted();
    return false;
  }
}
