"""Large work on translations, done by the worker: many pages requested, synced or published.

a form ── starting ──> Job, and a JobItem for each page and language
worker ── queue.take ──> work.do ──> one JobItem done or failed, in a transaction of its own
"""
