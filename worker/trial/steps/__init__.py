"""The steps of a trial, in order. Each takes the site and returns a sentence, or raises StepFailed or StepSkipped."""
