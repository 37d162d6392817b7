"""The loudspeaker: from facts to live messages."""
