"""`python -m worker.design "REQUEST"`: Implement or Analyze in this process, with no queue, database or account."""
