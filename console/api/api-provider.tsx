import { TramontaneProvider } from "@tramontane/react";
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useSyncExternalStore,
} from "react";
import { Provider } from "urql";
import { type Api, createApi } from "./client.ts";
import { useSession } from "../session/session-gate.tsx";
import { Loading } from "../ui/loading.tsx";
import { useViewer, ViewerProvider } from "./viewer.tsx";

const ApiContext = createContext<Api | null>(null);

/**
 * Gives the page its clients, replaced after each sign-in, and says who uses it. Messages that wait to be
 * sent are kept for the account that wrote them.
 */
export function ApiProvider({ children }: { children: ReactNode }) {
  const session = useSession();
  const signIns = useSyncExternalStore(session.subscribe, session.signIns);
  const api = useMemo(() => createApi(session), [session, signIns]);
  useEffect(() => () => api.client.close(), [api]);
  return (
    <ApiContext value={api}>
      <Provider value={api.urql}>
        <ViewerProvider>
          <Stores client={api.client}>{children}</Stores>
        </ViewerProvider>
      </Provider>
    </ApiContext>
  );
}

/** The live stores begin once it is known whose drafts they keep. */
function Stores({ client, children }: { client: Api["client"]; children: ReactNode }) {
  const viewer = useViewer()?.viewer;
  if (client.usesToken && !viewer) return <Loading what="who you are" />;
  const account = viewer ? `${viewer.tenant} ${viewer.subject}` : "";
  return (
    <TramontaneProvider key={account} client={client} {...(client.usesToken && { account })}>
      {children}
    </TramontaneProvider>
  );
}

/** The clients of the page. */
export function useApi(): Api {
  const api = useContext(ApiContext);
  if (!api) throw new Error("useApi is called outside of ApiProvider");
  return api;
}
