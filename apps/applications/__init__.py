"""救助申请. The application procedure: from acceptance to the announcement of the decision."""
