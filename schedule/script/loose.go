package script

func parseLoose(s *Script, text string, opt Options) {}
