"""Proofs that anybody can run: `bin/prove NAME`. See docs/how-to/proofs.md.

Each proof is a package with a docstring in one sentence, `options(parser)` for what may be asked,
and `run(asked, report)`. It runs in an empty database of its own and needs the tests' factories.
"""
