output "jobs_queue_name" {
  description = "JOBS_QUEUE_NAME for the web tier and the chores."
  value       = module.queue.name
}

output "jobs_dead_letter_queue_name" {
  description = "JOBS_DEAD_LETTER_QUEUE_NAME for the chores."
  value       = module.queue.dead_letter_name
}

output "artifacts_bucket" {
  description = "ARTIFACTS_BUCKET for the web tier."
  value       = module.artifacts.name
}

output "worker_function_name" {
  description = "The Lambda function that works the queue off."
  value       = module.worker.function_name
}

output "worker_role_arn" {
  description = "What the worker may do hangs on this role."
  value       = module.worker.role_arn
}
