"""The rules, one to a file: file, function and registered name are the same word."""
