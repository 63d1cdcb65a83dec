"""When the pipeline runs: the only folder that imports Prefect."""
