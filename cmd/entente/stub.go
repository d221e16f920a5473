package main

func demoVerb() verb  { return verb{name: "demo"} }
func serveVerb() verb { return verb{name: "serve"} }
func queryVerb() verb { return verb{name: "query"} }
