"""What can be had: boto3 receives and deletes, one message a call or ten, and does nothing with them."""

import os
import threading

import boto3
import tally

AT_ONCE = int(os.environ["BENCH_AT_ONCE"])


def work(barrier: threading.Barrier) -> None:
    """Until all are done."""
    sqs = boto3.session.Session().client("sqs")
    url = sqs.get_queue_url(QueueName=tally.QUEUE)["QueueUrl"]
    barrier.wait()
    goes_on = True
    while goes_on:
        messages = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=AT_ONCE, WaitTimeSeconds=2).get("Messages", [])
        if not messages:
            return
        if AT_ONCE == 1:
            sqs.delete_message(QueueUrl=url, ReceiptHandle=messages[0]["ReceiptHandle"])
        else:
            entries = [{"Id": str(n), "ReceiptHandle": one["ReceiptHandle"]} for n, one in enumerate(messages)]
            sqs.delete_message_batch(QueueUrl=url, Entries=entries)
        goes_on = tally.count(len(messages))


if __name__ == "__main__":
    together = threading.Barrier(tally.THREADS)
    threads = [threading.Thread(target=work, args=(together,)) for _ in range(tally.THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
