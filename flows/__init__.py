"""When and in what order: the steps of a run, and the Prefect flows over them."""
