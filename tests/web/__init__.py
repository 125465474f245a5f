"""What tests of pages need: a browser on a pipe, and pages as trees."""
