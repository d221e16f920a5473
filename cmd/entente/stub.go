package main

func demoVerb() verb  { return verb{name: "demo"} }
func serveVerb() verb { return verb{name: "serve"} }
