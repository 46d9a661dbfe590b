package breakdown

import (
	"encoding/json"
)

// USS is a schedule in the Universal Schedule Standard (.uss): all that the standard names, and the keys of other programs (they
// start with "_"). A nil text or number is a null.
type USS struct {
	ID          string  `json:"id"`
	Author      *string `json:"author"`
	Company     *string `json:"company"`
	Created     string  `json:"created"`
	Description *string `json:"description"`
	Episode     *string `json:"episode"`
	EpisodeName *string `json:"episodeName"`
	Name        string  `json:"name"`
	Project     *string `json:"project"`
	SchedColor  *string `json:"schedColor"`
	SchedDate   *string `json:"schedDate"`
	ScriptColor *string `json:"scriptColor"`
	ScriptDate  *string `json:"scriptDate"`
	Season      *string `json:"season"`
	Origin      string  `json:"source"`
	Version     string  `json:"ussVersion"`

	Breakdowns  []USSBreakdown  `json:"breakdowns"`
	Categories  []USSCategory   `json:"categories"`
	Elements    []USSElement    `json:"elements"`
	Stripboards []USSStripboard `json:"stripboards"`
	Calendars   []USSCalendar   `json:"calendars"`
	Foreign     Foreign         `json:"-"`
}

// Foreign holds the keys that the standard does not name, as they are written.
type Foreign map[string]json.RawMessage

// USSBreakdown is a strip: a scene or a banner.
type USSBreakdown struct {
	ID          string   `json:"id"`
	BannerText  *string  `json:"bannerText"`
	Comments    *string  `json:"comments"`
	Created     string   `json:"created"`
	Description *string  `json:"description"`
	Elements    []string `json:"elements"`
	// Pages is a decimal in steps of an eighth, Duration the shooting time in milliseconds; both as written.
	Pages      *json.Number `json:"pages"`
	Scene      *string      `json:"scene"`
	ScriptPage *string      `json:"scriptPage"`
	Duration   *json.Number `json:"duration"`
	Type       string       `json:"type"` // scene or banner
	Foreign    Foreign      `json:"-"`
}

// USSCategory is a category of elements. UCID is its universal number: 0 set, 1 INT/EXT, 2 day or night, 100 cast…
type USSCategory struct {
	ID      string  `json:"id"`
	Created string  `json:"created"`
	Name    string  `json:"name"`
	UCID    int     `json:"ucid"`
	Foreign Foreign `json:"-"`
}

// USSElement is a person or a thing of the breakdown.
type USSElement struct {
	ID       string `json:"id"`
	Category string `json:"category"`
	Created  string `json:"created"`
	// DaysOff are days of the week, 0 is Sunday.
	DaysOff      []int      `json:"daysOff"`
	DropDayCount int        `json:"dropDayCount"`
	ElementID    *string    `json:"elementId"` // number on the board
	Events       []USSEvent `json:"events"`
	IsDood       bool       `json:"isDood"`
	IsDrop       bool       `json:"isDrop"`
	IsHold       bool       `json:"isHold"`
	IsIDLock     bool       `json:"isIdLock"`
	Linked       []string   `json:"linkedElements"`
	Name         string     `json:"name"`
	Foreign      Foreign    `json:"-"`
}

// USSStripboard is one scenario of the shoot.
type USSStripboard struct {
	ID       string     `json:"id"`
	Boards   []USSBoard `json:"boards"`
	Calendar *string    `json:"calendar"`
	Name     string     `json:"name"`
	Foreign  Foreign    `json:"-"`
}

// USSBoard is an ordered list of strips. Days holds one list a shooting day; when Flat is set the file had no day breaks
// and Days holds one list with all.
type USSBoard struct {
	ID      string     `json:"id"`
	Name    string     `json:"name"`
	Days    [][]string `json:"-"`
	Flat    bool       `json:"-"`
	Foreign Foreign    `json:"-"`
}

// USSCalendar is a calendar of the shoot.
type USSCalendar struct {
	ID      string     `json:"id"`
	DaysOff []int      `json:"daysOff"`
	Events  []USSEvent `json:"events"`
	Name    string     `json:"name"`
	Foreign Foreign    `json:"-"`
}

// USSEvent is a date of a calendar or of an element.
type USSEvent struct {
	ID      string  `json:"id"`
	Date    string  `json:"date"`
	Type    string  `json:"type"` // start, dayOff or event
	Name    *string `json:"name"`
	Foreign Foreign `json:"-"`
}
