"""One module a chart. Each draws what pipeline.charts.model describes; titles, sources and notes stay in the page."""
