"""What an English edit does to a text, and which new text an old one became. Values in, values out."""
