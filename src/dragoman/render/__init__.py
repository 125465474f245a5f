"""From a handout to what people see: the neutral data of a sheet, and pages made of it."""
