"""待遇. Assessments, decisions and awards: what the law gives, who confirmed it, what is due each month."""
