"""Where papers come from, one file a place: arXiv's feeds, arXiv's API, files of records."""
