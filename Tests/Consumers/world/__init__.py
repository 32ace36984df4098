"""What tests run against: servers, deployments on them and what they hold, machines and pods that are thrown away."""
