# syntax=docker/dockerfile:1
# Base images are pinned by tag. A digest is safer; look it up with
#   docker buildx imagetools inspect <image> --format "{{.Manifest.Digest}}", then <image>@sha256:...

FROM denoland/deno:2.9.3 AS build
WORKDIR /app
COPY package.json deno.json deno.lock import_map.json ./
# Where a proxy with certificates of its own is in the way, and the base image trusts it: mozilla,system.
ARG DENO_TLS_CA_STORE=mozilla
RUN deno install
COPY bridges bridges
COPY clients/client clients/client
COPY clients/react clients/react
COPY console console
COPY deploy/image deploy/image
COPY protocol protocol
COPY schema schema
COPY src src
COPY store store
COPY telemetry telemetry
COPY validation validation
# Its packages go afterwards: the image has the built files alone.
RUN deno run -A console/build/main.ts console-files packages.json
RUN deno run -A deploy/image/prune.ts src/main.ts validation/thread.ts
RUN deno run -A --node-modules-dir=none deploy/image/sbom.ts api deno packages.json

FROM denoland/deno:2.9.3
LABEL org.opencontainers.image.title="tramontane-api" org.opencontainers.image.licenses="Apache-2.0"
WORKDIR /app
COPY --from=build /app/package.json /app/deno.json /app/deno.lock /app/import_map.json /app/sbom.cdx.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/bridges bridges
COPY --from=build /app/clients/client clients/client
COPY --from=build /app/console-files console-files
COPY --from=build /app/protocol protocol
COPY --from=build /app/schema schema
COPY --from=build /app/src src
COPY --from=build /app/store store
COPY --from=build /app/telemetry telemetry
COPY --from=build /app/validation validation
COPY deploy/image/entry.sh deploy/image/healthy.mjs deploy/image/print-flags.ts deploy/image/src-flags.ts deploy/image/
ENV NODE_ENV=production CONSOLE_FILES=console-files DENO_DIR=/tmp/deno DENO_NO_UPDATE_CHECK=1 NO_COLOR=1
USER 10001:10001
EXPOSE 4000
STOPSIGNAL SIGTERM
ENTRYPOINT ["sh", "deploy/image/entry.sh", "src"]
