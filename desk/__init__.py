"""Who asks: the command line, and later the review page; never imports Prefect at start-up."""
