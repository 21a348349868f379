"""Mail: what one says (`contents.py`, `templates/`), how it is put together (`message.py`), and how it goes out
(`transport.py`: SES or SMTP). What comes back is read by `feedback.py`, from SNS messages that `sns.py` has verified.
"""
