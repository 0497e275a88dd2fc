"""What the tests stand on: databases cloned from a migrated template, a site on a port of its own, a browser."""
