import { createClient } from "@tramontane/client";
import { TramontaneProvider } from "@tramontane/react";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import "./styles.css";

// Vite passes /graphql on to the API. Where it needs tokens: createClient({ url, token: () => getToken() }).
const client = createClient({ url: "/graphql" });

createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <TramontaneProvider client={client}>
      <App />
    </TramontaneProvider>
  </StrictMode>,
);
