"""The pages for frontend developers are true: what they show is what one gets.

- A ```` ```sh ```` block with `curl` is asked, of the demonstration as `make run` serves it. The
  block after it (```` ```json ````, `http`, `markdown`, `xml` or `text`) is what it must answer.
- In an answer, `…` stands for what is left out: the rest of an object, list, text or line. Ids,
  dates of publication, cursors and versions of pictures need not be the same, but of their kind.
- Code in TypeScript and JavaScript begins with `// its-file-name`; all of it compiles together.

So an answer that has changed is to be copied anew from `make run`.
"""
