import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import type { Scope } from "../../protocol/auth/scopes.ts";
import { useSession } from "../session/session-gate.tsx";
import { consoleViewer, type ConsoleViewerQuery } from "./viewer.generated.ts";
import { useApiQuery } from "./use-api-query.ts";

/** Who uses the console, and which deployment it is. Null while it is read. */
const ViewerContext = createContext<ConsoleViewerQuery | null>(null);
/** The sign-in whose viewer it is; null while none is known. */
const ReadAsContext = createContext<number | null>(null);

/**
 * Reads the viewer once for each sign-in; a screen shows and hides by `useCan`. The last one stays until the next is known,
 * so that the page stays as it is while someone signs in again.
 */
export function ViewerProvider({ signIn, children }: { signIn: number; children: ReactNode }) {
  const [last, setLast] = useState<{ viewer: ConsoleViewerQuery; signIn: number } | null>(null);
  useExpiry(last?.signIn === signIn ? last.viewer.viewer.expiresAt : null, signIn);
  return (
    <ReadAsContext value={last?.signIn ?? null}>
      <ViewerContext value={last?.viewer ?? null}>
        <ViewerReader key={signIn} onRead={(viewer) => setLast({ viewer, signIn })} />
        {children}
      </ViewerContext>
    </ReadAsContext>
  );
}

/** The longest time for which a timer can wait, ms. */
const maxTimerMs = 2 ** 31 - 1;

/** Asks to sign in again at the end of the token, rather than where a request is refused, which may be a minute later. */
function useExpiry(expiresAt: string | null, signIn: number): void {
  const session = useSession();
  useEffect(() => {
    const ms = expiresAt === null ? Infinity : Date.parse(expiresAt) - Date.now();
    if (ms > maxTimerMs) return;
    const timer = setTimeout(() => session.expire(signIn), Math.max(0, ms));
    return () => clearTimeout(timer);
  }, [expiresAt, signIn, session]);
}

/** Between two attempts to read the viewer, ms: nothing is sent before it is known. */
const againMs = 2_000;

/** Reads the viewer of one sign-in: a query that goes on would still show the last one's. */
function ViewerReader({ onRead }: { onRead: (viewer: ConsoleViewerQuery) => void }) {
  const { data, fault, refetch } = useApiQuery(consoleViewer, {});
  useEffect(() => {
    if (data) onRead(data);
  }, [data]);
  const isMissing = fault !== null && data === undefined;
  useEffect(() => {
    if (!isMissing) return;
    const timer = setInterval(refetch, againMs);
    return () => clearInterval(timer);
  }, [isMissing, refetch]);
  return null;
}

/** The number of the sign-in whose viewer is shown; null while none is known. */
export const useViewersSignIn = (): number | null => useContext(ReadAsContext);

/** Names the account of the viewer where the browser keeps something for it; null while it is read. */
export function useAccount(): string | null {
  const viewer = useViewer()?.viewer;
  return viewer ? `${viewer.tenant} ${viewer.subject}` : null;
}

/** The viewer and the deployment; null while they are read. */
export const useViewer = (): ConsoleViewerQuery | null => useContext(ViewerContext);

/** Whether the viewer has a scope. False while the viewer is read, so that nothing is shown that vanishes again. */
export function useCan(): (scope: Scope) => boolean {
  const viewer = useViewer()?.viewer as Readonly<Record<string, unknown>> | undefined;
  return (scope) => viewer?.[scope.replaceAll(":", "_")] === true;
}
