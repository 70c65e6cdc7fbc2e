# Miotsukushi as one image: one static program on an empty base, run by an unprivileged user.
#
#   docker build --build-arg VERSION="$(git describe --tags --always)" -t miotsukushi .
#
# The program makes no outbound call at run time; only this build fetches packages. For a closed network build the image
# outside, carry it in with "docker save" and "docker load".

# --- the app
FROM node:22-bookworm-slim AS app
WORKDIR /src/frontend
# The packages first, so that a change of the sources does not fetch them again.
COPY frontend/package.json frontend/package-lock.json ./
# The locked versions, hashes checked; why it is not "npm ci", scripts/lib.sh says.
RUN npm install --no-save --no-audit --no-fund
# The app's own build reads nothing outside its folder.
COPY frontend/ ./
RUN npm run build

# --- the program
FROM golang:1.26-bookworm AS program
WORKDIR /src
ENV CGO_ENABLED=0
COPY go.mod go.sum ./
RUN go mod download
COPY backend/ backend/
COPY migrations/ migrations/
COPY policies/ policies/
COPY frontend/embed.go frontend/embed.go
COPY --from=app /src/frontend/dist/ frontend/dist/
ARG VERSION=unreleased
RUN go build -mod=readonly -trimpath -tags nomsgpack -buildvcs=false -ldflags "-s -w -X main.Version=${VERSION}" -o /out/mio ./backend/cmd/mio
# A folder for SQLite and files that the unprivileged user below may write to; an empty volume takes over its owner.
RUN mkdir -p /out/data

# --- what runs
# static: certificates, time zones, a user list and nothing else; no shell to break into.
FROM gcr.io/distroless/static-debian12:nonroot
COPY --from=program /out/mio /usr/local/bin/mio
COPY --from=program --chown=65532:65532 /out/data /data
ENV MIO_ADDR=:8080 MIO_DATA=/data
VOLUME /data
EXPOSE 8080
# There is no shell and no curl in the image, so the program asks itself.
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s CMD ["/usr/local/bin/mio", "healthcheck"]
ENTRYPOINT ["/usr/local/bin/mio"]
CMD ["serve"]
