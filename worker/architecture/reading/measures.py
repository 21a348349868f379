"""Reads the numbers of a request: load, size, time, availability and money, each with its words."""

from worker.architecture.reading.business_measures import BUSINESS_READERS, PLAIN_BUSINESS_READERS
from worker.architecture.reading.measure_readers import READERS
from worker.architecture.requirements import Measure, Quote


def read_measures(text: str) -> tuple[Measure, ...]:
    """Every number with a unit that means something to a design, in the order of the text; no words count twice."""
    taken: list[tuple[int, int]] = []
    found: list[Measure] = []
    guessed: list[Measure] = []
    for reader in (*BUSINESS_READERS, *READERS, *PLAIN_BUSINESS_READERS):
        for match in reader.pattern.finditer(text):
            start, end = match.span()
            if any(start < other_end and other_start < end for other_start, other_end in taken):
                continue
            said = reader.read(match)
            if said is None or not said.value > 0:
                continue
            taken.append((start, end))
            words = match[0].strip()
            quote = Quote(text=words, start=start + match[0].index(words))
            measure = Measure(quantity=said.quantity, value=round(said.value, 6), quote=quote)
            (found if said.sure else guessed).append(measure)
    known = {measure.quantity for measure in found}
    found += [measure for measure in guessed if measure.quantity not in known]
    return tuple(sorted(found, key=lambda measure: measure.quote.start))
