import process from "node:process";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import react from "@vitejs/plugin-react";
import vue from "@vitejs/plugin-vue";

export default {
  plugins: [react(), vue(), svelte()],
  server: {
    port: Number(process.env.PORT),
    strictPort: true,
    proxy: { "/graphql": { target: new URL(process.env.TRAMONTANE_URL).origin, ws: true } },
  },
};
