# Headings of the parts of a longer text about a paper.

aspect-points = Key takeaways
aspect-title = Translated title
aspect-keywords = Keywords
aspect-background = Background
aspect-earlier = Earlier work and its problems
aspect-motivation = Motivation
aspect-method = Method
aspect-results = Results
aspect-support = Do the results support the aim?
aspect-significance = Significance
aspect-innovation = Innovation
aspect-performance = Performance
aspect-workload = Workload
aspect-contributions = Contributions
aspect-limitations = Limitations
aspect-related = Related work
