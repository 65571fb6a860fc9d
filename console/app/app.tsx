import { Router } from "wouter";
import { ApiProvider } from "../api/api-provider.tsx";
import { SessionGate } from "../session/session-gate.tsx";
import { Announcer } from "../ui/announcer.tsx";
import { Frame } from "./frame.tsx";
import { Screens } from "./screens.tsx";

/** The path below which the console is served. */
const base = "/console";

/** The console: the API's client, the frame, and the screen that the address names. */
export function App() {
  return (
    <Router base={base}>
      <SessionGate>
        <ApiProvider>
          <Announcer>
            <Frame>
              <Screens />
            </Frame>
          </Announcer>
        </ApiProvider>
      </SessionGate>
    </Router>
  );
}
