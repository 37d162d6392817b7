"""How well a wait is forecast: a made-up township hall, replayed to rival estimators."""
