// Package element reads XML into a tree of elements, for the readers of formats
// that are XML.
//
// In go decoded characters; out comes the root Node with its elements and texts
// in order. Names are local: a name space says nothing that the root has not
// said. Broken XML never fails as long as it holds an element: an end tag closes
// the nearest open element of its name, what is open at the end closes there, and
// where the characters cease to be XML the tree ends, which Parse tells. What a
// file refers to is never fetched; entities that it declares itself are known
// where they stand for plain characters, so that none can multiply. Depth and
// number of elements are bounded. Kept by TestParse, TestParseIsBounded and FuzzParse.
//
// What an element means is deliberately not here.
package element
