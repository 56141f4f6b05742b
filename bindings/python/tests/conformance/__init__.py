"""The vectors under ``tests/vectors``, read as the runners of Rust read them; the README there describes their form."""
