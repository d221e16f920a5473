package claim

// readTies writes the ties that the sentence states.
func (r *reader) readTies(s *sentence) {}

func (r *reader) readTreaty() {}
