// Package talent orders the scenes of a film so that its cast waits the least:
// the talent scheduling problem.
//
// Scenes have durations; an actor is paid for every day from the start of his
// first scene to the end of his last one. [Solve] finds the order of least pay
// and proves it when it can; where it cannot it gives the best order met and a
// proved lower bound. [Cost] is the slow and obvious evaluation, which shares
// no code with the search. [Read] reads a problem in JSON.
//
//	s, err := talent.Solve(ctx, problem, talent.Settings{})
//	fmt.Println(s.Cost, s.Bound, s.Status)
//
// # Method
//
// The problem is first reduced: scenes with the same cast become one, actors
// with the same scenes too, actors of a single scene are forgotten, independent
// parts are solved apart. A local search (blocks of scenes moved one by one to
// their best place, then shaken) gives a first order; a layered search then
// looks for a better one until none is possible. The two alternate, each time
// longer: a search cut to the 100 most promising states of each layer, then
// 1000, then all that memory holds.
//
// A state of the search is what remains once scenes have been laid at both
// ends of the schedule: the scenes left, the actors open on the left end, those
// open on the right end. An actor met from both ends is paid throughout: he is
// paid at once and forgotten, so that states which differ only by him are one,
// and so are a state and its mirror image. Each state is expanded by one end
// only, the one with fewer children. Moves are as large as can be proved
// harmless:
//
//   - a scene whose cast is exactly the actors open at an end is laid there;
//   - an actor whose scenes open nobody is closed by laying all of them at once;
//   - otherwise a scene is laid which opens somebody, before it a set of scenes
//     that open nobody, closed upward: a scene goes in with all those that need
//     more actors, for they can only wait for a dearer day.
//
// The lower bound packs constraints of the form "one of these actors waits
// during this scene", each paid from the days of actors it names, none of which
// is used twice: along any chain of actors who meet, from one open on the left
// to one open on the right, somebody is present in each scene; then, of two
// actors open on the same end, one waits for all the scenes the other has
// alone.
//
// Everything is computed in integers. Answers are the same for the same seed
// whatever the number of workers, unless the context or memory ran out.
//
// # Longer checks
//
//	MOTEUR_TALENT_TIME=60s go test -run TalentCases -timeout 2h -v ./schedule/talent
//	go test -run xxx -bench . -benchtime 1x ./schedule/talent
//	go test -run xxx -fuzz FuzzMove ./schedule/talent
package talent
