package cnc_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/moteur-film/moteur"
	"github.com/moteur-film/moteur/cnc"
	"github.com/moteur-film/moteur/financing"
	"github.com/moteur-film/moteur/internal/testkit"
)

func text(id, name, content string) cnc.Piece { return cnc.Bytes(id, name, []byte(content)) }

func archive(t *testing.T, d cnc.Dossier) []byte {
	var b bytes.Buffer
	require.NoError(t, d.WriteZip(&b))
	return b.Bytes()
}

func TestDossierIsBuiltIncomplete(t *testing.T) {
	d, err := cnc.Assemble(request(), cnc.InvestmentApproval, []cnc.Piece{text("ai-synopsis", "synopsis.txt", "Une page."), text("", "photo du phare.txt", "annexe")}, day)
	require.NoError(t, err)
	z, err := zip.NewReader(bytes.NewReader(archive(t, d)), int64(len(archive(t, d))))
	require.NoError(t, err)
	var names []string
	for _, f := range z.File {
		names = append(names, f.Name)
		assert.True(t, strings.HasPrefix(f.Name, d.Folder()+"/"))
		assert.Equal(t, day.Time(), f.Modified.UTC(), f.Name)
	}
	assert.Contains(t, names, d.Folder()+"/00-pieces-manquantes.pdf")
	var m cnc.Manifest
	r, err := z.Open(d.Folder() + "/manifeste.json")
	require.NoError(t, err)
	require.NoError(t, json.NewDecoder(r).Decode(&m))
	assert.Len(t, m.Missing, len(d.List.Missing()))
	assert.NotEmpty(t, m.Missing)
	assert.Equal(t, "ai-synopsis", m.Files[3].Piece)
	assert.Equal(t, int64(len("Une page.")), m.Files[3].Size)
	last := m.Files[len(m.Files)-1]
	assert.Equal(t, "Annexe : photo du phare.txt", last.Label)
}

func TestDossierIsReproducible(t *testing.T) {
	build := func() []byte {
		d, err := cnc.Assemble(request(), cnc.InvestmentApproval, []cnc.Piece{text("ai-synopsis", "synopsis.txt", "Une page.")}, day)
		require.NoError(t, err)
		return archive(t, d)
	}
	assert.True(t, bytes.Equal(build(), build()))
}

func TestDossierChecksWithTools(t *testing.T) {
	unzip, sum, qpdf := testkit.Tool(t, "unzip"), testkit.Tool(t, "sha256sum"), testkit.Tool(t, "qpdf")
	d, err := cnc.Assemble(request(), cnc.InvestmentApproval, append(cnc.Sheets(request(), cnc.InvestmentApproval, day), text("", "élément à part.txt", "accents")), day)
	require.NoError(t, err)
	dir := t.TempDir()
	file := filepath.Join(dir, "d.zip")
	require.NoError(t, os.WriteFile(file, archive(t, d), 0o644))
	run := func(in, name string, args ...string) {
		c := exec.Command(name, args...)
		c.Dir = in
		out, err := c.CombinedOutput()
		require.NoError(t, err, "%s", out)
	}
	run(dir, unzip, "-q", file)
	folder := filepath.Join(dir, d.Folder())
	run(folder, sum, "-c", "--strict", "SHA256SUMS")
	pdfs, err := filepath.Glob(filepath.Join(folder, "*.pdf"))
	require.NoError(t, err)
	require.Greater(t, len(pdfs), 8)
	for _, p := range pdfs {
		run(folder, qpdf, "--check", p)
	}
}

func TestDossierRefusesNames(t *testing.T) {
	for _, name := range []string{"", "../kbis.pdf", "a/b.pdf", `a\b.pdf`, "/etc/passwd.txt", "C:x.pdf", ".hidden.pdf", "kbis", "nul.pdf", "COM1.pdf", "a\nb.pdf", "a\u202eb.pdf", "kbis.pdf ", strings.Repeat("a", 200) + ".pdf", "a?.pdf"} {
		_, err := cnc.Assemble(request(), cnc.InvestmentApproval, []cnc.Piece{text("com-kbis", name, "x")}, day)
		var refused *moteur.ReportError
		require.True(t, errors.As(err, &refused), "%q accepted", name)
		assert.Equal(t, cnc.RuleName, refused.Issues[0].Rule, name)
	}
	_, err := cnc.Assemble(request(), cnc.InvestmentApproval, []cnc.Piece{text("com-kbis", "Pièce.pdf", "x"), text("com-statuts", "PIECE.pdf", "y")}, day)
	var refused *moteur.ReportError
	require.True(t, errors.As(err, &refused))
	assert.Equal(t, "cnc/piece-twice", refused.Issues[0].Rule)
}

func FuzzPieceName(f *testing.F) {
	for _, s := range []string{"kbis.pdf", "../x.pdf", "a/../b.pdf", "CON.pdf", "é.pdf", "\x00.pdf"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, name string) {
		d, err := cnc.Assemble(cnc.Request{Facts: fiction()}, cnc.VisaRequest, []cnc.Piece{text("", name, "x")}, day)
		if err != nil {
			return
		}
		var b bytes.Buffer
		if err := d.WriteZip(&b); err != nil {
			t.Fatalf("%q: accepted, then %v", name, err)
		}
		z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range z.File {
			if !filepath.IsLocal(file.Name) || strings.Count(file.Name, "/") != 1 || strings.Contains(file.Name, `\`) {
				t.Fatalf("%q gave the path %q", name, file.Name)
			}
		}
	})
}

func TestDossierNamesTheFailingPiece(t *testing.T) {
	broken := cnc.Piece{ID: "com-kbis", Name: "kbis.pdf", Write: func(io.Writer) error { return fmt.Errorf("disque absent") }}
	d, err := cnc.Assemble(request(), cnc.InvestmentApproval, []cnc.Piece{broken}, day)
	require.NoError(t, err)
	err = d.WriteZip(io.Discard)
	require.Error(t, err)
	assert.Contains(t, err.Error(), "kbis.pdf")
	assert.Contains(t, err.Error(), "disque absent")
	ok, err := cnc.Assemble(request(), cnc.InvestmentApproval, nil, day)
	require.NoError(t, err)
	assert.Error(t, ok.WriteZip(failing{}))
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, errors.New("disque plein") }

// TestDossierStreams writes a large attachment and looks at the memory; MOTEUR_LONG=1 makes it 2 GB, as measured.
func TestDossierStreams(t *testing.T) {
	size := int64(64 << 20)
	if os.Getenv("MOTEUR_LONG") != "" {
		size = 2 << 30
	}
	var peak uint64
	measure := func() {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		peak = max(peak, m.HeapAlloc)
	}
	film := cnc.Attach("visa-copie", "copie.mp4", moteur.Date{}, func() (io.ReadCloser, error) {
		return io.NopCloser(&endless{left: size, every: measure}), nil
	})
	d, err := cnc.Assemble(request(), cnc.VisaRequest, []cnc.Piece{film}, day)
	require.NoError(t, err)
	runtime.GC()
	measure()
	start := peak
	var out counter
	require.NoError(t, d.WriteZip(&out))
	assert.Greater(t, int64(out), size)
	grown := int64(peak) - int64(start)
	assert.Less(t, grown, int64(24<<20), "memory grew by %d bytes for %d", grown, size)
	t.Logf("%d MB written, heap grew by %.1f MB", int64(out)>>20, float64(grown)/(1<<20))
	if size > 1<<31-1 {
		inspected, report := cnc.InspectPiece(film, cnc.AttachmentLimits{})
		assert.Equal(t, size, inspected.Size)
		assert.Empty(t, report.Issues)
	}
}

type counter int64

func (c *counter) Write(p []byte) (int, error) { *c += counter(len(p)); return len(p), nil }

// endless reads like a film of that size.
type endless struct {
	left  int64
	n     int
	every func()
}

func (e *endless) Read(p []byte) (int, error) {
	if e.left == 0 {
		return 0, io.EOF
	}
	n := int(min(int64(len(p)), e.left))
	if e.n == 0 {
		copy(p, "\x00\x00\x00\x18ftypmp42")
	}
	e.left -= int64(n)
	if e.n%64 == 0 {
		e.every()
	}
	e.n++
	return n, nil
}

func TestInspectPiece(t *testing.T) {
	pdf := "%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"
	for _, c := range []struct {
		name, file, content, rule, kind string
	}{
		{"good PDF", "kbis.pdf", pdf, "", "pdf"},
		{"cut PDF", "kbis.pdf", pdf[:30], "cnc/attachment-open", "pdf"},
		{"locked PDF", "kbis.pdf", strings.Replace(pdf, "/Root", "/Encrypt 5 0 R /Root", 1), "cnc/attachment-open", "pdf"},
		{"empty", "kbis.pdf", "", "cnc/attachment-empty", ""},
		{"text named PDF", "kbis.pdf", "bonjour", "cnc/attachment-type", "text"},
		{"program named PDF", "kbis.pdf", "MZ\x90\x00", "cnc/attachment-type", "exe"},
		{"text", "lettre.txt", "bonjour", "", "text"},
		{"cut PNG", "plan.png", "\x89PNG\r\n\x1a\n", "cnc/attachment-open", "png"},
		{"cut archive", "statuts.zip", "PK\x03\x04rest", "cnc/attachment-open", "zip"},
		{"unknown", "x.bin", "\x00\x01\x02", "cnc/attachment-type", "unknown"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, r := cnc.InspectPiece(text("", c.file, c.content), cnc.AttachmentLimits{})
			assert.Equal(t, c.kind, got.Type)
			if c.rule == "" {
				assert.Empty(t, r.Issues)
				return
			}
			require.NotEmpty(t, r.Issues)
			assert.Equal(t, c.rule, r.Issues[0].Rule, r.Issues[0].Message)
		})
	}
	_, r := cnc.InspectPiece(text("", "kbis.pdf", pdf), cnc.AttachmentLimits{MaxBytes: 10})
	assert.True(t, r.Has("cnc/attachment-size"))
	_, r = cnc.InspectPiece(cnc.Attach("", "kbis.pdf", moteur.Date{}, func() (io.ReadCloser, error) { return nil, os.ErrNotExist }), cnc.AttachmentLimits{})
	assert.True(t, r.Has("cnc/attachment-open"))
	_, r = cnc.InspectPiece(cnc.Attach("", "kbis.pdf", moteur.Date{}, func() (io.ReadCloser, error) {
		return io.NopCloser(iotest.ErrReader(errors.New("lecture"))), nil
	}), cnc.AttachmentLimits{})
	assert.True(t, r.Has("cnc/attachment-open"))
}

func TestInspectPiecesExpiry(t *testing.T) {
	pdf := "%PDF-1.7\nstartxref\n9\n%%EOF\n"
	kbis := cnc.Attach("com-kbis", "kbis.pdf", date(2025, time.November, 1), func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(pdf)), nil })
	d, err := cnc.Assemble(request(), cnc.InvestmentApproval, []cnc.Piece{kbis}, day)
	require.NoError(t, err)
	_, r := cnc.InspectPieces(d, cnc.AttachmentLimits{})
	assert.True(t, r.Has("cnc/attachment-expired"))
	kbis.Issued = date(2026, time.February, 1)
	d, err = cnc.Assemble(request(), cnc.InvestmentApproval, []cnc.Piece{kbis}, day)
	require.NoError(t, err)
	got, r := cnc.InspectPieces(d, cnc.AttachmentLimits{})
	assert.Empty(t, r.Issues)
	assert.Len(t, got, 1)
	item, _ := d.List.Item("com-kbis")
	assert.Equal(t, cnc.Ready, item.State)
}

func TestDossierRefusesFalseFigures(t *testing.T) {
	for name, edit := range map[string]func(*cnc.Request){
		"another devis": func(r *cnc.Request) { r.Devis = r.Plan.Cost.Add(dec("0.01")) },
		"negative cost": func(r *cnc.Request) { r.Plan.Cost = dec("-1") },
		"negative aid":  func(r *cnc.Request) { r.Plan.Resources[0].Amount = dec("-1") },
		"carbon beyond": func(r *cnc.Request) {
			r.Carbon = []cnc.Carbon{{Lines: []cnc.CarbonLine{{KgCO2e: decimal.New(1, 1_000_000_000)}}}}
		},
		"negative global": func(r *cnc.Request) { r.Plan.Pays = []financing.GlobalPay{{Amount: dec("-1")}} },
	} {
		r := request()
		edit(&r)
		_, err := cnc.Assemble(r, cnc.InvestmentApproval, nil, day)
		var refused *moteur.ReportError
		assert.True(t, errors.As(err, &refused), name)
		_, err = cnc.Eligible(r, day)
		assert.True(t, errors.As(err, &refused), name)
	}
	r := request()
	r.Devis = r.Plan.Cost
	_, err := cnc.Assemble(r, cnc.InvestmentApproval, nil, day)
	assert.NoError(t, err)
}

// A piece is in the dossier or among the missing ones, never both, whatever is given.
func TestAttachedOrMissing(t *testing.T) {
	pdf := "%PDF-1.7\nstartxref\n9\n%%EOF\n"
	paper := func(id, name, content string, issued moteur.Date) cnc.Piece {
		return cnc.Attach(id, name, issued, func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(content)), nil })
	}
	r := request()
	r.Chain = []cnc.ChainLink{{Work: "scénario", From: "A", To: "B", Kind: "cession"}}
	for name, c := range map[string]struct {
		given  cnc.Piece
		rule   string
		joined bool
	}{
		"valid":              {paper("com-kbis", "kbis.pdf", pdf, day.AddMonths(-1)), "", true},
		"last day":           {paper("com-kbis", "kbis.pdf", pdf, day.AddDays(1).AddMonths(-3)), "", true},
		"the day after":      {paper("com-kbis", "kbis.pdf", pdf, day.AddMonths(-3)), "cnc/attachment-expired", false},
		"without its date":   {paper("com-kbis", "kbis.pdf", pdf, moteur.Date{}), "cnc/attachment-undated", false},
		"program":            {paper("com-statuts", "statuts.exe", "MZ\x90\x00", moteur.Date{}), "cnc/attachment-type", false},
		"program named PDF":  {paper("com-statuts", "statuts.pdf", "MZ\x90\x00", moteur.Date{}), "cnc/attachment-type", false},
		"cut":                {paper("com-statuts", "statuts.pdf", pdf[:12], moteur.Date{}), "cnc/attachment-open", false},
		"empty":              {paper("com-statuts", "statuts.pdf", "", moteur.Date{}), "cnc/attachment-empty", false},
		"contracts":          {paper("ai-auteurs", "contrats.pdf", pdf, moteur.Date{}), "", true},
		"of another request": {paper("visa-copie", "copie.pdf", pdf, moteur.Date{}), "cnc/piece-unknown", true},
	} {
		d, err := cnc.Assemble(r, cnc.InvestmentApproval, cnc.Complete(r, cnc.InvestmentApproval, []cnc.Piece{c.given}, day), day)
		require.NoError(t, err, name)
		assert.True(t, c.rule == "" || d.Report.Has(c.rule), "%s: %v", name, d.Report.Issues)
		joined := map[string]bool{}
		for _, p := range d.Pieces {
			joined[p.ID] = true
		}
		assert.Equal(t, c.joined, joined[c.given.ID], name)
		for _, m := range d.List.Missing() {
			assert.False(t, joined[m.ID], "%s: %s is joined and missing", name, m.ID)
		}
		for _, i := range d.List.Items {
			assert.False(t, i.State == cnc.Ready && !joined[i.ID], "%s: %s is ready and not joined", name, i.ID)
		}
	}
}

// A piece told in hand without its file is said, and stays to be given.
func TestInHandIsNotJoined(t *testing.T) {
	r := request()
	r.Have = []cnc.Have{{Piece: "com-statuts"}}
	d, err := cnc.Assemble(r, cnc.InvestmentApproval, nil, day)
	require.NoError(t, err)
	assert.True(t, d.Report.Has("cnc/piece-not-joined"))
	item, _ := d.List.Item("com-statuts")
	assert.Equal(t, cnc.Missing, item.State)
}
