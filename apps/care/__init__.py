"""特困照料. Self-care assessments (自理能力评估) and placements (集中供养、分散供养); imported by applications and above."""
