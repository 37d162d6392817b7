"""The model's second output is asked for by bytes behind the model, as Protocol Buffers merges."""

from announcer.voice.rendering.symbol_lengths import DELIMITED, LENGTHS, with_lengths


def fields(message: bytes) -> list[tuple[int, int, bytes]]:
    """Number, kind and content of each field; all of them are short and delimited."""
    found, at = [], 0
    while at < len(message):
        length = message[at + 1]
        found.append((message[at] >> 3, message[at] & 7, message[at + 2 : at + 2 + length]))
        at += 2 + length
    return found


def test_the_lengths_are_one_more_output_of_the_graph():
    model = b"a model"

    longer = with_lengths(model)

    assert longer.startswith(model)
    ((graph, kind, inside),) = fields(longer[len(model) :])
    assert (graph, kind) == (7, DELIMITED)
    ((output, kind, named),) = fields(inside)
    assert (output, kind) == (12, DELIMITED)
    assert fields(named) == [(1, DELIMITED, LENGTHS.encode())]
