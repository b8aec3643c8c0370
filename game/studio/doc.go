// Package studio makes pictures from words and from other pictures: it generates,
// edits, extends, varies, crops and describes them. Every result is a [Version]
// whose file says how it was made, so that a tree of versions can be read back
// from the files alone, and no version is ever changed or lost.
package studio
