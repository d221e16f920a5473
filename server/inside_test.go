package server

import (
	"regexp"

	"github.com/prometheus/client_golang/prometheus"
)

// MetricNames returns the names of our metrics.
func MetricNames() []string {
	all := make(chan *prometheus.Desc, 1000)
	newMetrics().registry.Describe(all)
	close(all)
	var names []string
	for d := range all {
		if m := regexp.MustCompile(`fqName: "(entente_[a-z_]+)"`).FindStringSubmatch(d.String()); m != nil {
			names = append(names, m[1])
		}
	}
	return names
}
