package pdftext

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"regexp"
	"runtime"
	"strings"
	"sync"
	"time"

	"github.com/klippa-app/go-pdfium"
	pdferrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/structs"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

// Letter is a printed character. Positions are in points from the top left corner of the page as it is seen.
type Letter struct {
	Page  int // from 1
	Rune  rune
	X     float64 // left edge
	Right float64
	Y     float64 // baseline, downwards
	Size  float64 // of the font as printed
	// Slanted tells that the letter does not stand upright: a watermark across the page.
	Slanted bool
	// Spaced tells, of a slanted letter, that a space or a line end stands before it: its box does not measure the gap.
	Spaced bool
	// Outside tells that the letter stands off the page: nobody sees it.
	Outside bool
}

// Document is the text of a PDF, in the order it was written: a reader sorts it by position.
type Document struct {
	Pages   int
	Letters []Letter
	// Empty counts the pages without a letter.
	Empty int
	// Unmapped counts the letters whose font does not say which characters it prints: they are not to be trusted.
	Unmapped int
}

// Limits bounds what is read. A zero field has its default.
type Limits struct {
	// Time is how long a page may take, 30 seconds: a trap does not end, while a sound file goes on page after page on a busy machine
	// too. The document may take wholeTime times as long. The compilation of PDFium does not count.
	Time    time.Duration
	Pages   int // 2000
	Letters int // 2 million
}

// The refusals, each with what the reader of the message can do. errors.Is tells them apart.
var (
	ErrPassword = errors.New("le PDF est protégé par un mot de passe")
	ErrBroken   = errors.New("le PDF est abîmé ou n'en est pas un")
	ErrHeavy    = errors.New("le PDF est trop lourd ou piégé")
)

// memoryPages bounds the memory of PDFium, in pages of 64 kB: 128 MB hold screenplays of several hundred pages.
const memoryPages = 2048

// wholeTime is how many times the time of a page a document may take.
const wholeTime = 20

// compiled keeps the compiled PDFium for the life of the process: it is always the same code, whoever reads.
var compiled = sync.OnceValue(wazero.NewCompilationCache)

// Read reads the letters of a PDF. A file that cannot be read is ErrPassword, ErrBroken or ErrHeavy; the end of ctx is its error.
func Read(ctx context.Context, file []byte, lim Limits) (doc Document, err error) {
	lim = lim.filled()
	inside, stop := context.WithCancel(ctx)
	defer stop()
	pool, err := webassembly.Init(webassembly.Config{
		Context: experimental.WithCompilationWorkers(inside, runtime.GOMAXPROCS(0)),
		RuntimeConfig: wazero.NewRuntimeConfig().
			WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
			WithMemoryLimitPages(memoryPages).WithCloseOnContextDone(true).WithCompilationCache(compiled()),
		FSConfig: wazero.NewFSConfig(), // nothing of the disk: without it the library shows all of it
		MaxTotal: 1, MaxIdle: 1, Stdout: io.Discard, Stderr: io.Discard,
	})
	if err != nil {
		return Document{}, refusal(ctx, err)
	}
	defer pool.Close()
	defer func() { // the library answers some broken files with a panic
		if p := recover(); p != nil {
			doc, err = Document{}, fmt.Errorf("%w (%v)", ErrBroken, p)
		}
	}()
	defer limit(ctx, wholeTime*lim.Time, stop)()
	instance, err := pool.GetInstanceWithContext(inside)
	if err != nil {
		return Document{}, refusal(ctx, err)
	}
	defer instance.Close()
	start := func() func() { return limit(ctx, lim.Time, stop) }
	doc, err = (&reader{instance, lim, start, identity.Match(file)}).document(file)
	switch {
	case err != nil && inside.Err() != nil && ctx.Err() == nil:
		return Document{}, fmt.Errorf("%w : pas lu en %s", ErrHeavy, lim.Time)
	case err != nil:
		return Document{}, refusal(ctx, err)
	}
	return doc, nil
}

// limit calls stop once d has passed, unless what it returns is called before.
func limit(ctx context.Context, d time.Duration, stop func()) (met func()) {
	timed, end := context.WithTimeout(ctx, d)
	forget := context.AfterFunc(timed, stop)
	return func() {
		forget()
		end()
	}
}

func (l Limits) filled() Limits {
	if l.Time <= 0 {
		l.Time = 30 * time.Second
	}
	if l.Pages <= 0 {
		l.Pages = 2000
	}
	if l.Letters <= 0 {
		l.Letters = 2_000_000
	}
	return l
}

// refusal says in our words why PDFium gave up.
func refusal(ctx context.Context, err error) error {
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, ErrHeavy):
		return err
	case errors.Is(err, pdferrors.ErrPassword), errors.Is(err, pdferrors.ErrSecurity):
		return ErrPassword
	case errors.Is(err, pdferrors.ErrFormat), errors.Is(err, pdferrors.ErrFile), errors.Is(err, pdferrors.ErrPage),
		errors.Is(err, pdferrors.ErrUnknown):
		return ErrBroken
	}
	return fmt.Errorf("%w (%v)", ErrHeavy, err) // the sandbox ran out of memory
}

// reader asks PDFium.
type reader struct {
	pdfium.Pdfium
	lim   Limits
	start func() (met func()) // PDFium is stopped when a page takes too long between the two
	// plain tells that a font of the file says "each code is its character" in one line, which PDFium reads for the first 256 alone.
	plain bool
}

// identity is the table of characters of the fonts that number their letters as Unicode does, written in one line.
var identity = regexp.MustCompile(`(?i)beginbfrange\s*<0000>\s*<FFFF>\s*<0000>`)

func (r *reader) document(file []byte) (Document, error) {
	met := r.start() // to open the file may take the time of a page
	defer func() { met() }()
	opened, err := r.OpenDocument(&requests.OpenDocument{File: &file})
	if err != nil {
		return Document{}, err
	}
	count, err := r.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: opened.Document})
	if err != nil {
		return Document{}, err
	}
	doc := Document{Pages: count.PageCount}
	if doc.Pages > r.lim.Pages {
		return doc, fmt.Errorf("%w : plus de %d pages", ErrHeavy, r.lim.Pages)
	}
	for i := range doc.Pages {
		met()
		met = r.start()
		before := len(doc.Letters)
		if err := r.read(opened.Document, i, &doc); err != nil {
			return doc, err
		}
		if len(doc.Letters) == before {
			doc.Empty++
		}
	}
	return doc, nil
}

// read adds the letters of a page, from 0.
func (r *reader) read(document references.FPDF_DOCUMENT, i int, doc *Document) error {
	loaded, err := r.FPDF_LoadPage(&requests.FPDF_LoadPage{Document: document, Index: i})
	if err != nil {
		return err
	}
	defer r.FPDF_ClosePage(&requests.FPDF_ClosePage{Page: loaded.Page})
	page := requests.Page{ByReference: &loaded.Page}
	box, err := r.FPDF_GetPageBoundingBox(&requests.FPDF_GetPageBoundingBox{Page: page})
	if err != nil {
		return err
	}
	text, err := r.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: page})
	if err != nil {
		return err
	}
	defer r.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: text.TextPage})
	n, err := r.FPDFText_CountChars(&requests.FPDFText_CountChars{TextPage: text.TextPage})
	if err != nil {
		return err
	}
	if len(doc.Letters)+n.Count > r.lim.Letters {
		return fmt.Errorf("%w : plus de %d lettres", ErrHeavy, r.lim.Letters)
	}
	codes, err := r.codes(text.TextPage, n.Count)
	if err != nil {
		return err
	}
	raw, err := r.letters(text.TextPage, codes)
	if err != nil {
		return err
	}
	see := sight{box.Rect, quarters(raw)}
	for _, l := range raw {
		if l.unmapped {
			doc.Unmapped++
		}
		doc.Letters = append(doc.Letters, see.letter(l, i+1))
	}
	return nil
}

// letters gives the letters of a page from its characters.
func (r *reader) letters(text references.FPDF_TEXTPAGE, codes []rune) ([]letter, error) {
	out := make([]letter, 0, len(codes))
	var last letter
	tried := 0 // the end of the last run that is not even
	for k := 0; k < len(codes); k++ {
		if codes[k] <= ' ' {
			continue
		}
		if end := runEnd(codes, k); k >= tried && end-k >= evenLeast {
			even, err := r.even(text, codes[:end], k)
			if err != nil {
				return nil, err
			}
			if len(even) > 0 {
				out = append(out, even...)
				k, last = end-1, even[len(even)-1]
				continue
			}
			tried = end
		}
		var err error
		if last, err = r.letter(text, k, codes[k], last); err != nil {
			return nil, err
		}
		last.spaced = k > 0 && codes[k-1] <= ' '
		out = append(out, last)
	}
	return out, nil
}

// The letters of an even run, at least and at most.
const (
	evenLeast = 8
	evenMost  = 64
)

// runEnd is the end of the run of letters and spaces that starts with letter k. It ends with a letter.
func runEnd(codes []rune, k int) int {
	end := k + 1
	for i := end; i < len(codes) && i < k+evenMost && codes[i] >= ' '; i++ {
		if codes[i] > ' ' {
			end = i + 1
		}
	}
	return end
}

// even reads the letters from letter k to the last, when they stand as those of a typewriter do: of one size and width, at even steps.
// None when they do not. Each question to PDFium costs more than its answer: four letters of the run tell where the others are.
func (r *reader) even(text references.FPDF_TEXTPAGE, codes []rune, k int) ([]letter, error) {
	end := len(codes) - 1
	first, err := r.letter(text, k, codes[k], letter{})
	if err != nil {
		return nil, err
	}
	last, err := r.letter(text, end, codes[end], letter{})
	if err != nil {
		return nil, err
	}
	step := float64(last.box.Left-first.box.Left) / float64(end-k)
	if first.angle != 0 || last.angle != 0 || first.size != last.size || first.unmapped != last.unmapped ||
		!first.stands(last.box, end-k, step) {
		return nil, nil
	}
	for _, i := range [...]int{k + 1, (k + end) / 2} {
		for codes[i] <= ' ' {
			i++
		}
		box, err := r.FPDFText_GetLooseCharBox(&requests.FPDFText_GetLooseCharBox{TextPage: text, Index: i})
		if err != nil {
			return nil, err
		}
		if !first.stands(box.Rect, i-k, step) {
			return nil, nil
		}
	}
	out := make([]letter, 0, end-k+1)
	for i, code := range codes[k:] {
		if code > ' ' {
			l := first
			l.code = code
			l.x += float64(i) * step
			l.box.Left += float32(float64(i) * step)
			l.box.Right += float32(float64(i) * step)
			out = append(out, l)
		}
	}
	return out, nil
}

// stands tells whether a box is that of a letter as large as this one, n steps behind it.
func (l letter) stands(box structs.FPDF_FS_RECTF, n int, step float64) bool {
	const near = 0.01 // points
	wide := float64(box.Right-box.Left) - float64(l.box.Right-l.box.Left)
	off := float64(box.Left-l.box.Left) - float64(n)*step
	return box.Top == l.box.Top && box.Bottom == l.box.Bottom && math.Abs(wide) <= near && math.Abs(off) <= near
}

// codes gives the characters of a page. Spaces and line ends are no letters: where words part is told by the gaps, since many programs
// write no spaces and PDFium makes some up. A letter whose font does not say its character is U+FFFD.
func (r *reader) codes(text references.FPDF_TEXTPAGE, n int) ([]rune, error) {
	whole, err := r.FPDFText_GetText(&requests.FPDFText_GetText{TextPage: text, Count: n})
	if err != nil {
		return nil, err
	}
	codes := []rune(strings.TrimRight(whole.Text, "\x00"))
	if len(codes) == n {
		for k, c := range codes {
			if c == '\uFFFE' { // how it gives a hyphen at the end of a line
				codes[k] = '-'
			}
		}
		return codes, nil
	}
	codes = make([]rune, n) // it leaves out what has no character: ask one by one
	for k := range codes {
		code, err := r.FPDFText_GetUnicode(&requests.FPDFText_GetUnicode{TextPage: text, Index: k})
		if err != nil {
			return nil, err
		}
		switch c := rune(code.Unicode); c {
		case 2: // the hyphen, here
			codes[k] = '-'
		case 0, '\uFFFE', '\uFFFF':
			codes[k] = '\uFFFD'
		default:
			codes[k] = c
		}
	}
	return codes, nil
}

// letter is a character as the file places it: points from the bottom left, angle in radians, counter-clockwise.
type letter struct {
	code              rune
	x, y, size, angle float64
	box               structs.FPDF_FS_RECTF
	unmapped, spaced  bool
}

// askEvery is how many letters at most are taken for the one before them: two fonts may be as high as each other.
const askEvery = 16

// letter reads a letter; last is the one before it. The box of a letter starts at its origin and is as high as its font, so that a letter
// whose box has the top and bottom of the last one has its baseline, size and font: asking each time would take four times as long.
func (r *reader) letter(text references.FPDF_TEXTPAGE, k int, code rune, last letter) (letter, error) {
	box, err := r.FPDFText_GetLooseCharBox(&requests.FPDFText_GetLooseCharBox{TextPage: text, Index: k})
	if err != nil {
		return last, err
	}
	if last.code != 0 && k%askEvery != 0 && last.angle == 0 && box.Rect.Top == last.box.Top && box.Rect.Bottom == last.box.Bottom {
		last.x += float64(box.Rect.Left - last.box.Left)
		last.code, last.box = code, box.Rect
		return last, nil
	}
	l := letter{code: code, box: box.Rect}
	origin, err := r.FPDFText_GetCharOrigin(&requests.FPDFText_GetCharOrigin{TextPage: text, Index: k})
	if err != nil {
		return l, err
	}
	size, err := r.FPDFText_GetFontSize(&requests.FPDFText_GetFontSize{TextPage: text, Index: k})
	if err != nil {
		return l, err
	}
	m, err := r.FPDFText_GetMatrix(&requests.FPDFText_GetMatrix{TextPage: text, Index: k})
	if err != nil {
		return l, err
	}
	lost, err := r.FPDFText_HasUnicodeMapError(&requests.FPDFText_HasUnicodeMapError{TextPage: text, Index: k})
	if err != nil {
		return l, err
	}
	l.x, l.y, l.unmapped = origin.X, origin.Y, lost.HasUnicodeMapError && !(r.plain && code > 0xFF)
	l.size = size.FontSize * math.Hypot(float64(m.Matrix.C), float64(m.Matrix.D))
	l.angle = math.Atan2(float64(m.Matrix.B), float64(m.Matrix.A))
	return l, nil
}
