"""Forms of people: read once into typed values, and given back with everything that was typed."""
