"""机构与人员. Regions, offices, communities, users, duties, roles, and the one place that decides who may do what (`access`)."""
