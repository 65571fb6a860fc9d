import { TramontaneProvider } from "@tramontane/react";
import { createContext, type ReactNode, useContext, useMemo } from "react";
import { Provider } from "urql";
import { type Api, createApi } from "./client.ts";
import { ViewerProvider } from "./viewer.tsx";

const ApiContext = createContext<Api | null>(null);

/** Gives the page its clients and says who uses it. */
export function ApiProvider({ children }: { children: ReactNode }) {
  const api = useMemo(() => createApi(null), []);
  return (
    <ApiContext value={api}>
      <Provider value={api.urql}>
        <TramontaneProvider client={api.client}>
          <ViewerProvider>{children}</ViewerProvider>
        </TramontaneProvider>
      </Provider>
    </ApiContext>
  );
}

/** The clients of the page. */
export function useApi(): Api {
  const api = useContext(ApiContext);
  if (!api) throw new Error("useApi is called outside of ApiProvider");
  return api;
}
