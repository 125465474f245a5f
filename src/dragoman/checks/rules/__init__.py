"""One rule, two files: `<rule>.py` is the function, `<rule>.md` its page, whose examples are its tests."""
