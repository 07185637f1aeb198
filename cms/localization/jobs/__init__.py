"""Large work on translations, done by the worker: many pages requested, synced or published.

a form ── starting ──> Job, and a JobItem for each page and language
worker ── queue.take ──> work ──> the JobItems of one page, each done or failed, in a transaction
"""
