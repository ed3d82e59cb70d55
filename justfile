# The same commands by short names, for people who have `just`. Everything here is a line that can be typed.

# List the recipes.
_default:
    @just --list

# Start everything, or the services named.
up *arguments:
    ./jbang up.java {{arguments}}

# Stop the services; cluster and data stay.
down *arguments:
    ./jbang down.java {{arguments}}

# Delete the cluster, its registry and its data, after asking.
reset *arguments:
    ./jbang reset.java {{arguments}}

# What is running.
status *arguments:
    ./jbang tools/status.java {{arguments}}

# A command in a service's container, such as `just exec convex-backend ./generate_admin_key.sh`.
exec *arguments:
    ./jbang tools/exec.java {{arguments}}

# Restart services: new processes, same image and data.
restart +services:
    ./jbang tools/restart.java {{services}}

# Build the services' images again.
rebuild +services:
    ./jbang tools/rebuild.java {{services}}

# Stop services; their data stays.
stop +services:
    ./jbang tools/stop.java {{services}}

# Start services that were stopped.
start +services:
    ./jbang tools/start.java {{services}}

# The services' logs.
logs *arguments:
    ./jbang tools/logs.java {{arguments}}

# Write a start of a new service's files: `just new NAME --image IMAGE --port N`.
new *arguments:
    ./jbang tools/new.java {{arguments}}

# Types, of TypeScript and Java, and the lists that are generated.
check: _packages
    pnpm check
    ./jbang tools/sources.java --check
    ./jbang tools/lint.java

# Format and lint; `just lint --fix` formats.
lint *arguments: _packages
    pnpm {{ if arguments =~ '--fix' { 'lint:fix' } else { 'lint' } }}
    ./jbang tools/lint.java {{arguments}}

# The tests; those on a real cluster are skipped where there is no Docker.
test *arguments: _packages
    pnpm test
    ./jbang tests.java {{arguments}}

# Build the applications. Their images are built by `up`.
build: _packages
    pnpm build

# Write convex/_generated anew, against the running backend: after adding or removing a file of convex/.
convex-codegen: _packages
    CONVEX_SELF_HOSTED_URL=http://127.0.0.1:3210 CONVEX_SELF_HOSTED_ADMIN_KEY="$(./jbang tools/exec.java convex-backend ./generate_admin_key.sh)" pnpm --filter @nebula/convex codegen

# Build the desktop application; it needs Rust.
desktop-build: _packages
    pnpm desktop-build

# Run the example workflow through the stack.
demo *arguments:
    ./jbang tools/demo.java {{arguments}}

_packages:
    @command -v pnpm >/dev/null || { echo "pnpm is missing: npm install --global pnpm" >&2; exit 3; }
    @pnpm install --frozen-lockfile --prefer-offline --reporter=silent
