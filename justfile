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

# The services' logs.
logs *arguments:
    ./jbang tools/logs.java {{arguments}}

# The tests; those on a real cluster are skipped where there is no Docker.
test *arguments:
    ./jbang tests.java {{arguments}}

# Format and lint; `just lint --fix` formats.
lint *arguments:
    ./jbang tools/lint.java {{arguments}}

# What CI holds a change to: sources, lint, tests.
check:
    ./jbang tools/sources.java --check
    ./jbang tools/lint.java
    ./jbang tests.java

# Build the applications.
build:
    @echo "There is no application to build yet: the stack runs published images. up builds what a service.yaml names under image."

# Build the desktop application.
desktop-build:
    @echo "There is no desktop application yet."
