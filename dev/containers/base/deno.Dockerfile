# Replaces denoland/deno: Debian, the program on PATH, user `deno` (1993), its cache in /deno-dir.
FROM tramontane-substitute/debian:bookworm
RUN useradd --uid 1993 --user-group deno && install --directory --owner=deno --group=deno /deno-dir
COPY deno /usr/bin/deno
ENV DENO_DIR=/deno-dir/ DENO_INSTALL_ROOT=/usr/local
ENTRYPOINT ["/usr/bin/deno"]
CMD ["eval", "console.log('a substitute of the Deno image')"]
