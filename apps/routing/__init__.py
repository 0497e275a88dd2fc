"""一城通办. Case, its parties and steps, hand-overs: who acts next, where, by when."""
