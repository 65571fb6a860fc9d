import { TramontaneProvider } from "@tramontane/react";
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from "react";
import { Provider } from "urql";
import { type Api, createApi } from "./client.ts";
import { useSession } from "../session/session-gate.tsx";
import { Loading } from "../ui/loading.tsx";
import { useAccount, useViewersSignIn, ViewerProvider } from "./viewer.tsx";

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
        <ViewerProvider signIn={signIns}>
          <Stores {...{ client: api.client, signIns }}>{children}</Stores>
        </ViewerProvider>
      </Provider>
    </ApiContext>
  );
}

/**
 * The live stores begin once it is known whose drafts they keep. After another sign-in the last ones stay until it is known,
 * with their closed client: nothing that one account wrote is sent as another.
 */
function Stores(
  { client, signIns, children }: { client: Api["client"]; signIns: number; children: ReactNode },
) {
  const account = useAccount() ?? "";
  const isKnown = useViewersSignIn() === signIns || !client.usesToken;
  const [shown, show] = useState<{ client: Api["client"]; account: string } | null>(null);
  if (isKnown && (shown?.client !== client || shown.account !== account)) {
    show({ client, account });
  }
  if (shown === null) return <Loading what="who you are" />;
  return (
    <TramontaneProvider
      key={shown.account}
      client={shown.client}
      {...(client.usesToken && { account: shown.account })}
    >
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
