package game

// KeepAhead does what is done with a chapter told ahead that has just come whole: the
// instant between the two cannot be hit from outside.
func (j *Journey) KeepAhead(parent ChapterID, way Taken, c Chapter) {
	b := &branch{taken: way, cancel: func() {}, telling: newTelling(j.ctx, j, j.cfg.Narrator, parent, Brief{})}
	b.chapter = c
	close(b.done)
	j.keepAhead(b)
}
