/** One request for each kind of system that the planner knows, in the words people use. */
export const EXAMPLES = [
  {
    title: 'Web shop on containers',
    text: 'A web shop on containers behind a load balancer, with a PostgreSQL database, a Redis cache for sessions and product images in object storage. About 20,000 visitors a day, mostly from Germany. It must survive the loss of one availability zone.',
  },
  {
    title: 'Serverless HTTP API',
    text: 'A serverless HTTP API for a mobile app. Users sign in with Cognito, data is kept in DynamoDB, 5 million requests a month. Alert us when errors rise. Keep it under 100 dollars a month.',
  },
  {
    title: 'Static site',
    text: 'A static marketing site on a CDN with HTTPS and a web application firewall. 200 GB of traffic a month, files in S3.',
  },
  {
    title: 'File processing',
    text: 'When a customer uploads a CSV file, check it, turn the rows into events, store them in DynamoDB and notify the team of rejected files. 10,000 files a month, 2 MB each. Nothing may be lost when a step fails.',
  },
] as const;
