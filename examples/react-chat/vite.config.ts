import process from "node:process";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** The GraphQL address of the API. */
const api = process.env.TRAMONTANE_URL ?? "http://127.0.0.1:4000/graphql";

export default defineConfig({
  plugins: [react()],
  server: {
    // An API that runs locally accepts pages of this port; another one needs ALLOWED_ORIGINS.
    port: Number(process.env.PORT ?? 5173),
    strictPort: true,
    // The page and the API have one origin, as behind a reverse proxy in production.
    proxy: { "/graphql": { target: new URL(api).origin, ws: true } },
  },
});
