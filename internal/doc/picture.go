package doc

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	_ "image/jpeg" // a picture is a JPEG or a PNG
	"image/png"
)

// Picture is a photograph or a drawing, as wide as its column and as high as what is left of the page, its proportions kept. Data is a PNG
// or a JPEG that ReadPicture gave. Text prints its Alt, a workbook leaves it out.
type Picture struct {
	Data []byte
	Alt  string // what it shows, for those who do not see it
	// Height is the most millimetres it takes; 0 means what is left of the page.
	Height float64
}

// The largest picture that is read, in bytes, and in points, all of them and those of a side.
const (
	mostPictureBytes  = 16 << 20
	mostPictureSide   = 10_000
	mostPicturePoints = 40_000_000
)

// ErrPicture tells a file that is no picture that can be printed.
var ErrPicture = errors.New("image illisible")

// ReadPicture checks that bytes are a picture that can be printed, and makes a PNG of any kind a plain one.
func ReadPicture(b []byte) ([]byte, error) {
	if len(b) > mostPictureBytes {
		return nil, fmt.Errorf("%w : plus de %d Mio", ErrPicture, mostPictureBytes>>20)
	}
	c, kind, err := image.DecodeConfig(bytes.NewReader(b))
	if err != nil || kind != "jpeg" && kind != "png" { // a program may know other kinds
		return nil, fmt.Errorf("%w : ni JPEG ni PNG", ErrPicture)
	}
	if c.Width < 1 || c.Height < 1 || max(c.Width, c.Height) > mostPictureSide || c.Width*c.Height > mostPicturePoints {
		return nil, fmt.Errorf("%w : %d × %d points, %d au plus de côté et %d millions en tout", ErrPicture, c.Width, c.Height,
			mostPictureSide, mostPicturePoints/1_000_000)
	}
	m, _, err := image.Decode(bytes.NewReader(b))
	if err != nil {
		return nil, fmt.Errorf("%w : fichier abîmé", ErrPicture)
	}
	if kind != "png" {
		return b, nil
	}
	plain := image.NewNRGBA(m.Bounds())
	for y := m.Bounds().Min.Y; y < m.Bounds().Max.Y; y++ {
		for x := m.Bounds().Min.X; x < m.Bounds().Max.X; x++ {
			plain.Set(x, y, m.At(x, y))
		}
	}
	var out bytes.Buffer
	if err := png.Encode(&out, plain); err != nil {
		return nil, fmt.Errorf("%w : %v", ErrPicture, err)
	}
	return out.Bytes(), nil
}

// Map draws places where they are from each other, north on top, without a background: what is near stands near. Text lists them,
// a workbook leaves them out.
type Map struct {
	Points []MapPoint
	Height float64 // millimetres; 0 means what is left of the page
}

// MapPoint is a place of a Map: its name, what is said of it, its position in degrees. The heavier, the larger its disc.
type MapPoint struct {
	Label, Note string
	Lat, Lon    float64
	Weight      int
}

func (Picture) block() {}
func (Map) block()     {}
