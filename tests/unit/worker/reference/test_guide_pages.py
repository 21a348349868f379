"""The pages of a block, of prices and of agreements."""

from worker.architecture.catalogue import load_catalogue
from worker.reference.facts import facts_of
from worker.reference.guide_pages import agreement_pages, guide_page, price_pages

CATALOGUE = load_catalogue()


def test_a_guide_tells_quotas_and_where_to_read_on() -> None:
    block = CATALOGUE.block("lambda_function")
    text = guide_page(block, facts_of(block, CATALOGUE))
    assert "Official documentation: https://" in text
    assert "15 minutes a run" in text
    assert "`AWS::Lambda::Function`" in text


def test_every_recorded_price_page_and_agreement_is_a_page() -> None:
    prices = {page.url for page in price_pages(CATALOGUE)}
    agreements = {page.url for page in agreement_pages(CATALOGUE)}
    for block in CATALOGUE.blocks.values():
        assert {price.source for price in block.prices} <= prices
        assert {sla.source for sla in block.slas} <= agreements


def test_a_price_page_gives_amounts_with_their_unit_and_day() -> None:
    page = next(page for page in price_pages(CATALOGUE) if page.url == "https://aws.amazon.com/sqs/pricing/")
    assert "Standard queue requests: 0.4 USD per 1,000,000 request; 1,000,000 a month are free. Read " in page.body
    assert set(page.blocks) >= {"sqs_queue", "sqs_fifo_queue"}
