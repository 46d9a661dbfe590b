package script

// USS is a placeholder replaced below.
type USS struct{}
