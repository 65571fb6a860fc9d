import { createContext, type ReactNode, useContext, useState } from "react";
import type { Scope } from "../../protocol/auth/scopes.ts";
import { consoleViewer, type ConsoleViewerQuery } from "./viewer.generated.ts";
import { useApiQuery } from "./use-api-query.ts";

/** Who uses the console, and which deployment it is. Null while it is read. */
const ViewerContext = createContext<ConsoleViewerQuery | null>(null);

/**
 * Reads the viewer once for each sign-in; a screen shows and hides by `useCan`. The last one stays until the next is known,
 * so that the page stays as it is while someone signs in again.
 */
export function ViewerProvider({ children }: { children: ReactNode }) {
  const { data } = useApiQuery(consoleViewer, {});
  const [last, setLast] = useState<ConsoleViewerQuery | null>(null);
  if (data && data !== last) setLast(data);
  return <ViewerContext value={data ?? last}>{children}</ViewerContext>;
}

/** The viewer and the deployment; null while they are read. */
export const useViewer = (): ConsoleViewerQuery | null => useContext(ViewerContext);

/** Whether the viewer has a scope. False while the viewer is read, so that nothing is shown that vanishes again. */
export function useCan(): (scope: Scope) => boolean {
  const viewer = useViewer()?.viewer as Readonly<Record<string, unknown>> | undefined;
  return (scope) => viewer?.[scope.replaceAll(":", "_")] === true;
}
