# Replaces denoland/deno:bin-*: the program alone.
FROM scratch
COPY deno /deno
ENTRYPOINT ["/deno"]
CMD ["--help"]
