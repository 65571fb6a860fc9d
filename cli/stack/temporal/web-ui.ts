/** Reasons why there is no web UI. */
export const noUi = {
  elsewhere: "Temporal is external (TEMPORAL_ADDRESS): use its own web UI",
  ofServer: "Temporal's server on PostgreSQL includes no web UI; TEMPORAL_SERVER=dev does",
  ofProgram: (path: string) =>
    `${path} has no web UI; the release from https://docs.temporal.io/cli does (TEMPORAL_CLI_PATH)`,
} as const;

/** The version of the web UI in the output of `temporal --version`; undefined without one. */
export function uiVersion(printed: string): string | undefined {
  return /\bUI (\d+\.\d+\.\d+[^,)]*)/.exec(printed)?.[1];
}

/** Whether an address serves a page; a program that was built without the files of the page does not. */
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
