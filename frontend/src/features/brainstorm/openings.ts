/** Ways to begin: something to build, services to choose from, a price. */
export const OPENINGS = [
  {
    title: 'Describe what you want to build',
    text: 'We want a booking site for 40 clinics in Germany: patients book and cancel, doctors see their day, everyone is reminded by mail. What would it take, and what would it cost?',
  },
  {
    title: 'Choose between services',
    text: 'Compare SQS, EventBridge and Kinesis: 500 events a second come in, and three teams read them.',
  },
  {
    title: 'Ask about limits and prices',
    text: 'What are the limits of Lambda, and what do 20 million requests a month cost?',
  },
] as const;
