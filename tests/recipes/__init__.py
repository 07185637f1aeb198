"""A content type that only the tests know; the project has no line of code about it."""
