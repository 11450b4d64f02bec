"""From immigration-enforcement data to findings, figures and a briefing for each city.

Data flows one way: sources -> findings -> narrative and charts -> render.
"""
