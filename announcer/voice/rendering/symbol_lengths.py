"""How long the model makes each symbol: a tensor inside it, asked for as a second output.

The file of the model is a message of Protocol Buffers, and a message that is followed by another of
its kind is merged with it: one more output in a graph of its own, set behind the model, is one more
output of the model.
"""

LENGTHS = "/encoder/Clip_output_0"
#: The fields of onnx.proto: ModelProto.graph, GraphProto.output, ValueInfoProto.name.
GRAPH, OUTPUT, NAME = 7, 12, 1
DELIMITED = 2  # what kind of field it is: a length, and as many bytes


def with_lengths(model: bytes) -> bytes:
    """The model, with the lengths among its outputs, in frames."""
    return model + _field(GRAPH, _field(OUTPUT, _field(NAME, LENGTHS.encode())))


def _field(number: int, content: bytes) -> bytes:
    """Short enough here that its length is one byte."""
    return bytes([number << 3 | DELIMITED, len(content)]) + content
