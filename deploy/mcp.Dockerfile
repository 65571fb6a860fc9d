# syntax=docker/dockerfile:1
# Base images are pinned by tag. A digest is safer; look it up with
#   docker buildx imagetools inspect <image> --format "{{.Manifest.Digest}}", then <image>@sha256:...

FROM denoland/deno:2.9.3 AS build
WORKDIR /app
COPY package.json deno.json deno.lock import_map.json ./
# Where a proxy with certificates of its own is in the way, and the base image trusts it: mozilla,system.
ARG DENO_TLS_CA_STORE=mozilla
RUN deno install
COPY deploy/image deploy/image
COPY mcp mcp
COPY protocol protocol
COPY telemetry telemetry
RUN deno run -A deploy/image/prune.ts mcp/main.ts
RUN deno run -A --node-modules-dir=none deploy/image/sbom.ts mcp deno

FROM denoland/deno:2.9.3
LABEL org.opencontainers.image.title="tramontane-mcp" org.opencontainers.image.licenses="Apache-2.0"
WORKDIR /app
COPY --from=build /app/package.json /app/deno.json /app/deno.lock /app/import_map.json /app/sbom.cdx.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/mcp mcp
COPY --from=build /app/protocol protocol
COPY --from=build /app/telemetry telemetry
COPY deploy/image/entry.sh deploy/image/healthy.mjs deploy/image/print-flags.ts deploy/image/mcp-flags.ts deploy/image/
ENV DENO_DIR=/tmp/deno DENO_NO_UPDATE_CHECK=1 NO_COLOR=1
USER 10001:10001
EXPOSE 4010
STOPSIGNAL SIGTERM
ENTRYPOINT ["sh", "deploy/image/entry.sh", "mcp"]
